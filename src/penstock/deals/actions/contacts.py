"""The buyer's people on a deal."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.contacts.models import Contact
from penstock.deals.changing import hold
from penstock.deals.events import DealContactAdded, DealContactRemoved
from penstock.deals.models import BuyingRole, Deal, DealContact
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def add_deal_contact(
    deal: Deal, contact: Contact, *, by: Actor, role: str = "", is_primary: bool = False
) -> Event | None:
    """Put a contact on a deal with a buying role, or change the role; None when it is already so."""
    held = hold(deal, by)
    if contact.workspace_id != by.workspace_id or role not in ("", *BuyingRole.values):
        raise Refused(_("Choose a contact and a role that exist."))
    wanted = {"role": role, "is_primary": is_primary}
    link = DealContact.objects.on(held).filter(contact=contact).first()
    if link is not None and all(getattr(link, name) == value for name, value in wanted.items()):
        return None
    if is_primary:
        DealContact.objects.on(held).update(is_primary=False)
    if link is None:
        DealContact(workspace=by.workspace, deal=held, contact=contact, **wanted).save()
    else:
        DealContact.objects.on(held).filter(pk=link.pk).update(**wanted)
    event = DealContactAdded(deal_id=held.pk, company_id=held.company_id, contact_id=contact.pk, role=role)
    return record(by, event)[0]


def carry_contacts(deal: Deal, onto: Deal, *, by: Actor) -> None:
    """Put a deal's contacts, as far as the actor may read them, on another deal in the same roles."""
    readable = Contact.objects.of(by)
    for link in DealContact.objects.on(deal).filter(contact__in=readable).select_related("contact").order_by("pk"):
        add_deal_contact(onto, link.contact, by=by, role=link.role, is_primary=link.is_primary)


@action
def remove_deal_contact(deal: Deal, contact: Contact, *, by: Actor) -> Event | None:
    """Take a contact off a deal; None when it is not on it."""
    held = hold(deal, by)
    removed, _rows = DealContact.objects.on(held).filter(contact=contact).delete()
    if not removed:
        return None
    return record(by, DealContactRemoved(deal_id=held.pk, company_id=held.company_id, contact_id=contact.pk))[0]
