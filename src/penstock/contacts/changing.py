"""How a contact changes: lock it, set facts, record the event."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.changes import set_facts
from penstock.common.errors import NotPermitted
from penstock.contacts.events import ContactEvent
from penstock.contacts.models import Contact
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


def hold(contact: Contact, by: Actor) -> Contact:
    """The contact as it is now, locked for this transaction; raises unless the actor may change it."""
    held = Contact.objects.of(by).select_for_update(of=("self",)).filter(pk=contact.pk).first()
    if held is None:
        raise NotPermitted(_("This contact does not exist or you may not see it."))
    by.require_write(held.owner_id, _("You may read “%(contact)s” but not change it.") % {"contact": held.name})
    return held


def change(
    contact: Contact, facts: dict[str, Any], event: Callable[..., ContactEvent], *, by: Actor, **said: Any
) -> Event | None:
    """Set facts of a held contact; returns the event, or None when all was already so."""
    changes = set_facts(contact, facts)
    if not changes:
        return None
    return record(by, event(contact_id=contact.pk, company_id=contact.company_id, changes=changes, **said))[0]
