"""Take a contact out of sight, and bring it back."""

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.contacts.changing import hold
from penstock.contacts.events import ContactRemoved, ContactRestored
from penstock.contacts.models import Contact
from penstock.contacts.queries import removed_contacts
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def remove_contact(contact: Contact, *, by: Actor) -> Event | None:
    """Take a contact out of lists and search; nothing is destroyed. None when it is already so."""
    if removed_contacts(by).filter(pk=contact.pk).exists():
        return None
    held = hold(contact, by)
    held.removed_at = clock.now()
    held.save(update_fields=["removed_at"])
    return record(by, ContactRemoved(contact_id=held.pk, company_id=held.company_id))[0]


@action
def restore_contact(contact: Contact, *, by: Actor) -> Event | None:
    """Bring a removed contact back; None when it is not removed."""
    held = removed_contacts(by).select_for_update(of=("self",)).filter(pk=contact.pk).first()
    if held is None:
        if Contact.objects.of(by).filter(pk=contact.pk).exists():
            return None
        raise NotPermitted(_("This contact does not exist or you may not see it."))
    by.require_write(held.owner_id, _("You may not restore “%(contact)s”.") % {"contact": held.name})
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    return record(by, ContactRestored(contact_id=held.pk, company_id=held.company_id))[0]
