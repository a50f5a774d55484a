"""Give a contact to another owner."""

from penstock.common.actions import action
from penstock.contacts.changing import change, hold
from penstock.contacts.events import ContactAssigned
from penstock.contacts.models import Contact
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person
from penstock.workspaces.owners import checked_owner


@action
def assign_contact(contact: Contact, owner: Person | None, *, by: Actor) -> Event | None:
    """Hand a contact to an active person of the workspace, or to nobody; None when it is already so."""
    held = hold(contact, by)
    owner = checked_owner(owner, by)
    said = {"from_owner_id": held.owner_id, "owner_id": owner.pk if owner else None}
    return change(held, {"owner": owner}, ContactAssigned, by=by, **said)
