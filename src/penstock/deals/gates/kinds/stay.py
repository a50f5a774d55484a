"""A deal has been in the stage long enough."""

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


class StayKind(Kind):
    """So many days in the stage, over all visits, before the deal goes on."""

    key = "stay"
    label = gettext_lazy("Long enough in the stage")
    sides = ("exit",)

    def needs(self, params: Params) -> set[str]:
        """The days in each stage."""
        return {"days"}

    def words(self, params: Params, names: Names) -> str:
        """How many days."""
        days = params["days"]
        return ngettext("At least %(days)s day in the stage", "At least %(days)s days in the stage", days) % {
            "days": days
        }

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """How many days."""
        return {"days": forms.IntegerField(label=_("Days at least"), min_value=1, max_value=3650, initial=1)}

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """It has been there for fewer."""
        wanted, had = rule.params["days"], facts.days.get(rule.stage.pk, 0.0)
        if had < wanted:
            words = ngettext(
                "%(stage)s takes at least %(days)s day; so far it is %(had)s.",
                "%(stage)s takes at least %(days)s days; so far it is %(had)s.",
                wanted,
            )
            yield Lack(f"stay:{rule.stage.pk}", words % {"stage": rule.stage.name, "days": wanted, "had": int(had)})
