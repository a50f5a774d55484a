"""Take a deal out of sight, and bring it back."""

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.deals.changing import hold
from penstock.deals.events import DealRemoved, DealRestored
from penstock.deals.models import Deal
from penstock.deals.queries import removed_deals
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def remove_deal(deal: Deal, *, by: Actor) -> Event:
    """Take a deal out of boards, lists and numbers; nothing is destroyed."""
    held = hold(deal, by)
    held.removed_at = clock.now()
    held.save(update_fields=["removed_at"])
    return record(by, DealRemoved(deal_id=held.pk, company_id=held.company_id))[0]


@action
def restore_deal(deal: Deal, *, by: Actor) -> Event | None:
    """Bring a removed deal back; None when it is not removed."""
    held = removed_deals(by).select_for_update(of=("self",)).filter(pk=deal.pk).first()
    if held is None:
        if Deal.objects.of(by).filter(pk=deal.pk).exists():
            return None
        raise NotPermitted(_("This deal does not exist or you may not see it."))
    by.require_write(held.owner_id, _("You may not restore “%(deal)s”.") % {"deal": held.name})
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    return record(by, DealRestored(deal_id=held.pk, company_id=held.company_id))[0]
