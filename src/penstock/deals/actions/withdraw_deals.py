"""Take many deals out of sight at once: the undo of an import."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.deals.events import DealRemoved
from penstock.deals.models import Deal
from penstock.journal.recording import record_dated
from penstock.workspaces.actor import Actor


@action
def withdraw_deals(deal_ids: Sequence[int], *, by: Actor) -> int:
    """Remove deals from boards, lists and numbers; nothing is destroyed. Returns how many there were."""
    held = list(Deal.objects.of(by).select_for_update(of=("self",)).filter(pk__in=deal_ids).order_by("pk"))
    for deal in held:
        by.require_write(deal.owner_id, _("You may not remove “%(deal)s”.") % {"deal": deal.name})
    now = clock.now()
    Deal.objects.of(by).filter(pk__in=[deal.pk for deal in held]).update(removed_at=now)
    record_dated(by, [(DealRemoved(deal_id=deal.pk, company_id=deal.company_id), now) for deal in held])
    return len(held)
