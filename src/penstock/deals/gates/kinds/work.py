"""Required work: a presentation was held, a call was made."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.deals.models import WorkPurpose
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

WHATS = {
    "meeting": gettext_lazy("Meeting"),
    "call": gettext_lazy("Call"),
    "task": gettext_lazy("Task"),
    "email": gettext_lazy("E-mail"),
}
ANY = "any"
"""The kinds of work that the activities app keeps in ``DealWork``."""


class WorkKind(Kind):
    """Something was done, for a purpose where one is told, so many times."""

    key = "work"
    label = gettext_lazy("Work was done")

    def needs(self, params: Params) -> set[str]:
        """What was done."""
        return {"work"}

    def words(self, params: Params, names: Names) -> str:
        """The work by its name."""
        return _("Done: %(work)s") % {"work": _work(params, names)}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """What, for which purpose, how often."""
        kinds = [(ANY, _("Any work")), *WHATS.items()]
        return {
            "what": forms.ChoiceField(label=_("What"), choices=kinds, initial="meeting"),
            "purpose": purpose_box(by),
            "count": forms.IntegerField(label=_("How often at least"), min_value=1, max_value=100, initial=1),
        }

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The purpose by its id."""
        return {**cleaned, "purpose": cleaned["purpose"].pk if cleaned["purpose"] else 0}

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """The purpose."""
        if params["purpose"]:
            yield "purpose", params["purpose"]

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """It was done less often than it should be."""
        params = rule.params
        done = times_done(params["what"], params["purpose"], facts)
        if done < params["count"]:
            about = f"{params['what']}:{params['purpose']}"
            yield Lack(about, _undone(_work({**params, "count": 1}, facts.names), done, params["count"]))


def times_done(what: str, purpose: int, facts: Facts) -> int:
    """How often it was done."""
    wanted = tuple(WHATS) if what == ANY else (what,)
    return sum(row.count for row in facts.work if row.what in wanted and purpose in (0, row.purpose_id))


def purpose_box(by: Actor) -> "forms.ModelChoiceField[Any]":
    """For what it was done; empty means for anything."""
    rows = WorkPurpose.objects.of(by).filter(retired_at__isnull=True)
    return forms.ModelChoiceField(rows, label=_("For what"), required=False, empty_label=_("Anything"))


def _work(params: Params, names: Names) -> str:
    what = _("any work") if params["what"] == ANY else str(WHATS[params["what"]])
    said = (
        _("%(what)s “%(purpose)s”") % {"what": what, "purpose": names.purpose(params["purpose"])}
        if params["purpose"]
        else what
    )
    if params["count"] == 1:
        return said
    return ngettext("%(work)s, %(count)s time", "%(work)s, %(count)s times", params["count"]) % {
        "work": said,
        "count": params["count"],
    }


def _undone(work: str, done: int, count: int) -> str:
    if count == 1:
        return _("Not done yet: %(work)s.") % {"work": work}
    return _("Done %(done)s of %(count)s times: %(work)s.") % {"work": work, "done": done, "count": count}
