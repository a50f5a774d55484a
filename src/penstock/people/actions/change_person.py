"""Change what a person is here: their name, role, team, first day at work, language and time zone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.people.actions.invite_person import checked_address
from penstock.people.events import PersonChanged
from penstock.people.queries import administrators
from penstock.people.zones import is_zone
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Role, Team, User

RELATED = ("role", "team")
OWN = ("name", "language", "time_zone")
"""What people may change about themselves."""

FAR = 366
"""So many days ahead the first day of somebody new may lie."""


@action
def change_person(person: Person, *, by: Actor, **fields: Any) -> Event | None:
    """Set ``name email role team started_on language time_zone``; an administrator may all, others their ``OWN``."""
    held = held_person(person, by)
    if not by.is_admin and (held.pk != by.person_id or set(fields) - set(OWN)):
        raise NotPermitted(_("Only an administrator may change this."))
    checked = {name: CHECKS[name](value, held, by) for name, value in fields.items()}
    changes = {}
    for name, value in checked.items():
        attribute = f"{name}_id" if name in RELATED else name
        before = getattr(held, attribute)
        setattr(held, name, value)
        if getattr(held, attribute) != before:
            changes[attribute] = [_written(before), _written(getattr(held, attribute))]
    if not changes:
        return None
    held.save(update_fields=list(checked))
    if "email" in changes and held.user is not None:
        _sign_in_as(held.user, held.email)
    return record(by, PersonChanged(member_id=held.pk, changes=_told(changes)))[0]


def held_person(person: Person, by: Actor) -> Person:
    """The person as they are now, locked for this transaction."""
    rows = Person.objects.of(by).select_for_update(of=("self",)).select_related("role", "user")
    held = rows.filter(pk=person.pk).first()
    if held is None:
        raise NotPermitted(_("This person does not exist here."))
    return held


def require_another_administrator(person: Person, by: Actor) -> None:
    """Raise ``Refused`` when nobody but this person could change the settings."""
    others = administrators(by).select_for_update(of=("self",)).exclude(pk=person.pk)
    if person.role.is_admin and not others:
        raise Refused(
            _("%(person)s is the last administrator; make somebody else one first.") % {"person": person.name}
        )


def _sign_in_as(user: User, email: str) -> None:
    """The sign-in follows the person's address; reset links that were sent to the old one are void with it."""
    User.objects.filter(pk=user.pk).update(email=email)
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, primary=True)


def _told(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What the journal may hold of the changes: ids and settings, that a name changed but not the name."""
    return {name: [None, None] if name in ("name", "email") else pair for name, pair in changes.items()}


def _name(value: str, person: Person, by: Actor) -> str:
    name = " ".join(value.split())[:200]
    if not name:
        raise Refused(_("A person needs a name."), fields={"name": _("Write a name.")})
    return name


def _email(value: str, person: Person, by: Actor) -> str:
    if value.strip().lower() == person.email:
        return person.email
    if person.user is None:
        return checked_address(value, by, besides=person) if value.strip() else ""
    address = checked_address(value, by, besides=person)
    elsewhere = Person.unscoped.filter(user=person.user).exclude(pk=person.pk).exists()
    if elsewhere or User.objects.filter(email=address).exclude(pk=person.user.pk).exists():
        sentence = _("This sign-in is used in another workspace too; its address stays.")
        raise Refused(sentence, fields={"email": sentence})
    return address


def _role(value: Role, person: Person, by: Actor) -> Role:
    if value.workspace_id != by.workspace_id:
        raise Refused(_("This role does not exist."), fields={"role": _("Choose a role.")})
    if not value.is_admin and person.user_id is not None:
        require_another_administrator(person, by)
    return value


def _team(value: Team | None, person: Person, by: Actor) -> Team | None:
    if value is not None and value.workspace_id != by.workspace_id:
        raise Refused(_("This team does not exist."), fields={"team": _("Choose a team.")})
    return value


def _started_on(value: date | None, person: Person, by: Actor) -> date | None:
    latest = clock.day_of(clock.now(), by.workspace.zone) + timedelta(days=FAR)
    if value is not None and not date(1950, 1, 1) <= value <= latest:
        raise Refused(_("This cannot be a first day at work."), fields={"started_on": _("Enter another day.")})
    return value


def _written(value: Any) -> Any:
    """As the journal has it."""
    return value.isoformat() if isinstance(value, date) else value


def _language(value: str, person: Person, by: Actor) -> str:
    if value and value not in dict(settings.LANGUAGES):
        raise Refused(_("Penstock does not speak this language."), fields={"language": _("Choose a language.")})
    return value


def _time_zone(value: str, person: Person, by: Actor) -> str:
    if value and not is_zone(value):
        raise Refused(_("This time zone does not exist."), fields={"time_zone": _("Choose a time zone.")})
    return value


CHECKS: dict[str, Callable[[Any, Person, Actor], Any]] = {
    "name": _name,
    "email": _email,
    "role": _role,
    "team": _team,
    "started_on": _started_on,
    "language": _language,
    "time_zone": _time_zone,
}
