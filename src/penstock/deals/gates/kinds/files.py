"""Documents are attached."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.kinds.work import purpose_box
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor


class FilesKind(Kind):
    """A document, or several, hang on the deal; which sort where that is told."""

    key = "files"
    label = gettext_lazy("Documents are attached")

    def needs(self, params: Params) -> set[str]:
        """The files, which are kept with the work."""
        return {"work"}

    def words(self, params: Params, names: Names) -> str:
        """Which, and how many."""
        return _("Attached: %(files)s") % {"files": _files(params, names)}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """Which sort, and how many."""
        count = forms.IntegerField(label=_("How many at least"), min_value=1, max_value=100, initial=1)
        return {"purpose": purpose_box(by), "count": count}

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The sort by its id."""
        return {**cleaned, "purpose": cleaned["purpose"].pk if cleaned["purpose"] else 0}

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """The sort of document."""
        if params["purpose"]:
            yield "purpose", params["purpose"]

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """There are fewer."""
        purpose, count = rule.params["purpose"], rule.params["count"]
        there = sum(row.count for row in facts.work if row.what == "file" and purpose in (0, row.purpose_id))
        if there < count:
            sentence = _("Not attached yet: %(files)s.") % {"files": _files(rule.params, facts.names)}
            yield Lack(f"file:{purpose}", sentence)


def _files(params: Params, names: Names) -> str:
    count = params["count"]
    words = ngettext("%(count)s document", "%(count)s documents", count) % {"count": count}
    return f"{words} “{names.purpose(params['purpose'])}”" if params["purpose"] else words
