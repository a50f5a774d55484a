"""Write many contacts at once: the import's form of add."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.references import require_ours
from penstock.companies.models import Company
from penstock.contacts.channels import Channel, drawn
from penstock.contacts.checks import kept
from penstock.contacts.events import ContactAdded
from penstock.contacts.models import Contact, ContactChannel
from penstock.journal.recording import record_dated
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@dataclass
class NewContact:
    """A contact as another system tells it: its facts by field of the model, its channels, and when it began there."""

    facts: dict[str, Any]
    channels: list[Channel] = field(default_factory=list)
    at: datetime | None = None


@action
def ingest_contacts(news: list[NewContact], *, by: Actor) -> list[Contact]:
    """Write contacts with channels and dated events; returns them in the order given."""
    for new in news:
        by.require_write(new.facts.get("owner_id"), _("You may not import contacts of other people."))
    require_ours(by, Person, (new.facts.get("owner_id") for new in news))
    require_ours(by, Company, (new.facts.get("company_id") for new in news))
    now = clock.now()
    contacts = Contact.objects.insert([_contact(new, now, by) for new in news])
    pairs = zip(news, contacts, strict=True)
    region = by.workspace.region
    ContactChannel.objects.insert([row for new, contact in pairs for row in drawn(contact, new.channels, region)])
    record_dated(by, [(_added(contact), contact.created_at) for contact in contacts])
    return contacts


def _contact(new: NewContact, now: datetime, by: Actor) -> Contact:
    return Contact(workspace_id=by.workspace_id, created_at=min(new.at or now, now), **kept(new.facts))


def _added(contact: Contact) -> ContactAdded:
    return ContactAdded(contact_id=contact.pk, company_id=contact.company_id, owner_id=contact.owner_id)
