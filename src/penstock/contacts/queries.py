"""Questions about contacts that need more than one word."""

from django.db.models import QuerySet

from penstock.contacts.models import Contact, ContactChannel
from penstock.workspaces.actor import Actor


def removed_contacts(by: Actor) -> QuerySet[Contact]:
    """The removed contacts that the actor could read if they were not removed."""
    everything = Contact.objects.on(by.workspace)
    return everything._within(by, by.readable_people).filter(removed_at__isnull=False)


def channels_of(contacts: list[Contact]) -> dict[int, list[ContactChannel]]:
    """The channels of contacts in hand, by contact, in one query."""
    found: dict[int, list[ContactChannel]] = {contact.pk: [] for contact in contacts}
    if contacts:
        rows = ContactChannel.objects.on(contacts[0].workspace, "workspace").filter(contact_id__in=list(found))
        for row in rows:
            found[row.contact_id].append(row)
    return found
