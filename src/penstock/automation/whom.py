"""For whom an automation does something: the deal's owner, whoever has a role on it, the one it acts for, somebody."""

from django import forms
from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.deals.models import Deal, DealPerson, SellingRole
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

OWNER, SELF = "owner", "self"


def whom_box(by: Actor, label: str) -> forms.ChoiceField:
    """The choice among them; people who left are not offered, so that naming one holds the automation."""
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name").values_list("pk", "name")
    named = [(f"person:{pk}", name) for pk, name in people]
    roles = [(f"role:{key}", _role_words(str(name))) for key, name in SellingRole.choices]
    return forms.ChoiceField(label=label, choices=[*_common(), *roles, *named], initial=OWNER)


def whom_words(chosen: str, by: Actor) -> str:
    """The choice in words, to stand behind “for”."""
    kind, _sign, rest = chosen.partition(":")
    if kind == "person":
        return str(Person.objects.of(by).filter(pk=int(rest)).values_list("name", flat=True).first() or _("somebody"))
    return _role_words(str(SellingRole(rest).label)) if kind == "role" else dict(_common())[chosen]


def person_for(chosen: str, deal: Deal, by: Actor) -> Person:
    """Whom the choice means on this deal; while nobody has the role on it, that is its owner."""
    kind, _sign, rest = chosen.partition(":")
    if kind == "person":
        return Person.objects.of(by).get(pk=int(rest))
    if kind == "role":
        link = DealPerson.objects.on(deal).filter(role=rest, person__deactivated_at__isnull=True).order_by("pk").first()
        if link is not None:
            return link.person
    found = by.person if chosen == SELF else deal.owner
    if found is None:
        raise Refused(_("“%(deal)s” has no owner to do it for.") % {"deal": deal.name})
    return found


def _common() -> list[tuple[str, str]]:
    return [(OWNER, _("the deal's owner")), (SELF, _("the owner of the automation"))]


def _role_words(role: str) -> str:
    return _("the %(role)s of the deal (or else its owner)") % {"role": role[:1].lower() + role[1:]}
