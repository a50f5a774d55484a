"""Take a change of a contact back."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.changes import before
from penstock.common.errors import Refused
from penstock.contacts.actions.set_channels import set_channels
from penstock.contacts.changing import change, hold
from penstock.contacts.channels import Channel
from penstock.contacts.events import ContactAssigned, ContactChanged, ContactChannelsSet
from penstock.contacts.models import Contact
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor

UNDOABLE = (ContactChanged.kind, ContactAssigned.kind, ContactChannelsSet.kind)


@action
def undo_contact_change(contact: Contact, position: int, *, by: Actor) -> Event | None:
    """Put the facts back that the event at this position changed; None when they are so already."""
    held = hold(contact, by)
    event = Event.objects.on(by.workspace).filter(contact_id=held.pk, position=position, kind__in=UNDOABLE).first()
    if event is None:
        raise Refused(_("This change cannot be undone."))
    if event.kind == ContactChannelsSet.kind:
        return set_channels(held, [Channel(**one) for one in event.data["before"]], by=by)
    facts = before(held, event.data["changes"])
    if facts is None:
        raise Refused(_("“%(record)s” changed again since.") % {"record": held.name})
    return change(held, facts, ContactChanged, by=by)
