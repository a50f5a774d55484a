"""Say of many deals at once, written with their dates, from which won ones they go on."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.deals.models import Deal
from penstock.journal.recording import record_dated
from penstock.playbooks.actions.follow_up import require_won
from penstock.playbooks.events import FollowUpOpened
from penstock.playbooks.models import FollowUp
from penstock.workspaces.actor import Actor


@action
def ingest_follow_ups(links: Sequence[tuple[Deal, Deal]], *, by: Actor) -> int:
    """Each deal with the won one before it, as if opened from it when it was opened; returns how many they are."""
    both = {deal.pk for link in links for deal in link}
    if Deal.objects.on(by.workspace).writable_by(by).filter(pk__in=both).count() != len(both):
        raise NotPermitted(_("Some of these deals you may not change."))
    for _deal, origin in links:
        require_won(origin)
    FollowUp.objects.insert([FollowUp(workspace=by.workspace, deal=deal, origin=origin) for deal, origin in links])
    record_dated(by, ((_told(deal, origin), deal.opened_at) for deal, origin in links))
    return len(links)


def _told(deal: Deal, origin: Deal) -> FollowUpOpened:
    return FollowUpOpened(deal_id=origin.pk, company_id=origin.company_id, opened_deal_id=deal.pk)
