"""Add a contact."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.changes import merged
from penstock.common.errors import Refused
from penstock.contacts.channels import Channel, drawn
from penstock.contacts.checks import checked_channels, checked_facts, named, required
from penstock.contacts.events import ContactAdded
from penstock.contacts.models import Contact, ContactChannel
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person
from penstock.workspaces.owners import checked_owner


@action
def add_contact(
    *,
    by: Actor,
    owner: Person | None = None,
    channels: list[Channel] | None = None,
    at: datetime | None = None,
    **facts: Any,
) -> Contact:
    """A new contact, owned by the actor unless told; the name is put together from its parts where it is empty."""
    owner = checked_owner(owner or by.person, by)
    by.require_write(owner.pk if owner else None, _("You may not add contacts for %(owner)s.") % {"owner": owner})
    if at is not None and at > clock.now():
        raise Refused(_("A contact cannot be added in the future."))
    checked = checked_facts(facts, by)
    checked |= {"name": required(named(checked)), "custom": merged({}, checked.get("custom", {}))}
    sound = checked_channels(channels or [])
    moment = at or clock.now()
    contact = Contact(workspace=by.workspace, owner=owner, created_at=moment, **checked)
    contact.save()
    ContactChannel.objects.insert(drawn(contact, sound, by.workspace.region))
    event = ContactAdded(contact_id=contact.pk, company_id=contact.company_id, owner_id=contact.owner_id)
    record(by, event, at=moment)
    return contact
