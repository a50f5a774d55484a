"""Set how a contact is reached."""

from penstock.common.actions import action
from penstock.contacts.changing import hold
from penstock.contacts.channels import Channel, drawn, told
from penstock.contacts.checks import checked_channels
from penstock.contacts.events import ContactChannelsSet
from penstock.contacts.models import Contact, ContactChannel
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def set_channels(contact: Contact, channels: list[Channel], *, by: Actor) -> Event | None:
    """Let a contact have exactly these channels, in this order; None when it is already so."""
    held = hold(contact, by)
    present = ContactChannel.objects.on(held)
    before = told(list(present))
    wanted = drawn(held, checked_channels(channels), by.workspace.region)
    if told(wanted) == before:
        return None
    present.delete()
    ContactChannel.objects.insert(wanted)
    event = ContactChannelsSet(contact_id=held.pk, company_id=held.company_id, before=before, channels=told(wanted))
    return record(by, event)[0]
