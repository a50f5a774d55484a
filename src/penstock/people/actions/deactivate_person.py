"""Let somebody go, and let them come back."""

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.people.actions.change_person import held_person, require_another_administrator
from penstock.people.events import PersonDeactivated, PersonReactivated
from penstock.people.queries import works_somewhere
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Invitation, Person, User


@action
def deactivate_person(person: Person, *, by: Actor, successor: Person | None = None) -> Event | None:
    """Somebody leaves: they can do nothing more from this moment, their open work goes to the successor.

    Without a successor the open work belongs to nobody. None when they have left already.
    """
    by.require_admin(_("Only an administrator may let people go."))
    held = held_person(person, by)
    if not held.is_active:
        return None
    if held.user_id is not None:
        require_another_administrator(held, by)
    _require_successor(held, successor, by)
    user, held.user, held.deactivated_at = held.user, None, clock.now()
    held.save(update_fields=["user", "deactivated_at"])
    Invitation.objects.of(by).filter(person=held, accepted_at__isnull=True).delete()
    if user is not None and not works_somewhere(user):
        _lock_out(user)
    return record(by, PersonDeactivated(member_id=held.pk, successor_id=successor.pk if successor else None))[0]


@action
def reactivate_person(person: Person, *, by: Actor) -> Event | None:
    """Somebody is back in their old role; to sign in they need a new invitation. None when they never left."""
    by.require_admin(_("Only an administrator may let people come back."))
    held = held_person(person, by)
    if held.is_active:
        return None
    held.deactivated_at = None
    held.save(update_fields=["deactivated_at"])
    return record(by, PersonReactivated(member_id=held.pk))[0]


def _require_successor(person: Person, successor: Person | None, by: Actor) -> None:
    if successor is None:
        return
    if successor.workspace_id != by.workspace_id or not successor.is_active or successor.pk == person.pk:
        sentence = _("Choose somebody else who works here.")
        raise Refused(sentence, fields={"successor": sentence})


def _lock_out(user: User) -> None:
    """End the sessions of a sign-in that opens nothing any more, and void its password and every reset link."""
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
