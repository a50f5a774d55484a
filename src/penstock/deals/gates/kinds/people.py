"""Somebody is named: one of the buyer's people, or of ours, in a certain role."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.deals.models import BuyingRole, SellingRole
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

ANYBODY = "anybody"
OURS = "ours:"


class PeopleKind(Kind):
    """A decision maker is named, or an expert takes part."""

    key = "people"
    label = gettext_lazy("Somebody is named")

    def needs(self, params: Params) -> set[str]:
        """The buyer's people or ours."""
        return {"team" if params["role"].startswith(OURS) else "contacts"}

    def words(self, params: Params, names: Names) -> str:
        """Whom it wants."""
        return _("Named on the deal: %(role)s") % {"role": _who(params["role"])}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """The roles of both sides."""
        buyers = [(ANYBODY, _("Any contact")), *BuyingRole.choices]
        ours = [(OURS + key, label) for key, label in SellingRole.choices]
        choices = [(_("The buyer's people"), buyers), (_("Our people"), ours)]
        return {"role": forms.ChoiceField(label=_("Who"), choices=choices, initial=BuyingRole.DECISION_MAKER)}

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """Nobody in the role."""
        role = rule.params["role"]
        if not _is_there(role, facts):
            page = "deals:add_person" if role.startswith(OURS) else "deals:add_contact"
            yield Lack(role, _("Nobody is named as: %(role)s.") % {"role": _who(role)}, page=page)


def _is_there(role: str, facts: Facts) -> bool:
    if role.startswith(OURS):
        return role.removeprefix(OURS) in facts.team
    return any(role in (ANYBODY, link.role) for link in facts.contacts)


def _who(role: str) -> Any:
    if role == ANYBODY:
        return _("Any contact")
    if role.startswith(OURS):
        return SellingRole(role.removeprefix(OURS)).label
    return BuyingRole(role).label
