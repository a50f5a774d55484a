"""Look at what seems dead or old, and find it alive or right."""

from datetime import date

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.contacts.models import Contact
from penstock.deals.changing import hold
from penstock.deals.models import Deal
from penstock.hygiene.actions.irrelevant import mark_of, mark_relevant
from penstock.hygiene.events import ContactChecked, DealKept
from penstock.hygiene.models import ContactCheck, KeptDeal
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def keep_deal(deal: Deal, until: date, *, by: Actor) -> Event | None:
    """The deal is worth its place: it is not on the list again before a day; None where it is kept as long already."""
    held = hold(deal, by)
    now = clock.now()
    if held.is_decided or until <= clock.day_of(now, by.workspace.zone):
        raise Refused(_("Only an open deal is kept, until a day to come."))
    if KeptDeal.objects.on(held).filter(until__gte=until).exists() and mark_of(held) is None:
        return None
    mark_relevant(held, by=by)
    KeptDeal(workspace=by.workspace, deal=held, until=until, person=by.person, kept_at=now).save()
    return record(by, DealKept(deal_id=held.pk, company_id=held.company_id, until=until))[0]


@action
def check_contact(contact: Contact, *, by: Actor) -> Event | None:
    """The data of the contact are right; None where somebody said so today."""
    held = Contact.objects.of(by).select_for_update(of=("self",)).filter(pk=contact.pk).first()
    if held is None:
        raise NotPermitted(_("This record does not exist or you may not see it."))
    by.require_write(held.owner_id, _("You may read “%(name)s” but not change it.") % {"name": held.name})
    now = clock.now()
    today = clock.day_start(clock.day_of(now, by.workspace.zone), by.workspace.zone)
    if ContactCheck.objects.on(held).filter(checked_at__gte=today).exists():
        return None
    ContactCheck(workspace=by.workspace, contact=held, person=by.person, checked_at=now).save()
    return record(by, ContactChecked(contact_id=held.pk, company_id=held.company_id))[0]
