"""Questions about contacts that need more than one word."""

from django.db.models import QuerySet

from penstock.companies.models import Company
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
        for row in ContactChannel.objects.on(list(found), "contact_id__in"):
            found[row.contact_id].append(row)
    return found


def readable_company(contact: Contact, by: Actor) -> Company | None:
    """The contact's company, or None when there is none or the actor may not read it."""
    return Company.objects.of(by).filter(pk=contact.company_id).first() if contact.company_id else None


def contacts_at(company: Company, by: Actor) -> QuerySet[Contact]:
    """The people at a company, as far as the actor may read them."""
    return Contact.objects.of(by).filter(company=company).order_by("name", "pk")


def companies_by_contact(contacts: list[Contact], by: Actor) -> dict[int, Company]:
    """The companies of contacts in hand that the actor may read, by id, in one query."""
    wanted = {contact.company_id for contact in contacts} - {None}
    return Company.objects.of(by).in_bulk(wanted) if wanted else {}
