"""For whom an automation does something: the deal's owner, whoever has a role on it, the one it acts for, somebody.

Telling reaches further than doing: also the owner's head and the owner's team.
"""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _

from penstock.automation.known import people_here
from penstock.common.errors import Refused
from penstock.deals.models import Deal, DealPerson, SellingRole
from penstock.workspaces.actor import Actor, people_beneath
from penstock.workspaces.models import Person, Scope, Team

OWNER, SELF = "owner", "self"
HEAD, TEAM = "head", "team"


Choice = tuple[str, str]


def whom_box(by: Actor, label: str, more: Sequence[Choice] = ()) -> forms.ChoiceField:
    """The choice among them; people who left are not offered, so that naming one holds the automation."""
    named = [(f"person:{pk}", name) for pk, name in people_here(by)]
    roles = [(f"role:{key}", _role_words(str(name))) for key, name in SellingRole.choices]
    return forms.ChoiceField(label=label, choices=[*_common(), *more, *roles, *named], initial=OWNER)


def audience_box(by: Actor, label: str) -> forms.ChoiceField:
    """The choice of whom to tell."""
    return whom_box(by, label, _wider())


def people_for(chosen: str, deal: Deal, by: Actor) -> list[Person]:
    """Whom the choice means on this deal, several where it means a head or a team; nobody where there is none."""
    if chosen not in (HEAD, TEAM):
        return [person_for(chosen, deal, by)]
    if deal.owner is None or deal.owner.team_id is None:
        return []
    if chosen == HEAD:
        return _heads(deal.owner)
    ids = people_beneath(by.workspace, deal.owner.team_id)
    return list(Person.objects.of(by).filter(pk__in=ids, deactivated_at__isnull=True))


def _heads(person: Person) -> list[Person]:
    """Who answers for others in the nearest team that has such a person, going up from somebody's own."""
    parents = dict(Team.objects.on(person.workspace).values_list("pk", "parent_id"))
    people = Person.objects.on(person.workspace).filter(deactivated_at__isnull=True).exclude(pk=person.pk)
    heads = people.filter(role__write_scope__in=[Scope.TEAM, Scope.ALL])
    team, seen = person.team_id, set[int]()
    while team is not None and team not in seen:
        seen.add(team)
        found = list(heads.filter(team_id=team))
        if found:
            return found
        team = parents.get(team)
    return []


def whom_words(chosen: str, by: Actor) -> str:
    """The choice in words, to stand behind “for”."""
    kind, _sign, rest = chosen.partition(":")
    if kind == "person":
        return str(dict(people_here(by)).get(int(rest)) or _("somebody"))
    return _role_words(str(SellingRole(rest).label)) if kind == "role" else dict([*_common(), *_wider()])[chosen]


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


def _wider() -> list[tuple[str, str]]:
    return [(HEAD, _("the head of the deal's owner")), (TEAM, _("the team of the deal's owner"))]


def _role_words(role: str) -> str:
    return _("the %(role)s of the deal (or else its owner)") % {"role": role[:1].lower() + role[1:]}
