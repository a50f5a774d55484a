"""So many touches: calls, meetings and e-mails that reached the customer."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

TOUCHES = ("call", "meeting", "email")


class TouchesKind(Kind):
    """The customer was touched often enough."""

    key = "touches"
    label = gettext_lazy("Enough touches")

    def needs(self, params: Params) -> set[str]:
        """What was done."""
        return {"work"}

    def words(self, params: Params, names: Names) -> str:
        """How many."""
        count = params["count"]
        return ngettext("At least %(count)s touch", "At least %(count)s touches", count) % {"count": count}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """How many."""
        hint = _("Calls, meetings and e-mails that are done.")
        count = forms.IntegerField(label=_("Touches at least"), min_value=1, max_value=1000, initial=7, help_text=hint)
        return {"count": count}

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """There were fewer."""
        wanted = rule.params["count"]
        had = sum(row.count for row in facts.work if row.what in TOUCHES)
        if had < wanted:
            words = ngettext(
                "Only %(had)s of %(count)s touch so far.", "Only %(had)s of %(count)s touches so far.", wanted
            )
            yield Lack("touches", words % {"had": had, "count": wanted})
