"""Brings deals back whose day has come, while the worker looks round."""

import logging
from datetime import timedelta

from penstock.common import clock
from penstock.common.errors import Problem
from penstock.deals.actions import bring_back
from penstock.deals.models import Deal
from penstock.journal.reactions import recurring
from penstock.workspaces.actor import Actor

log = logging.getLogger("penstock.deals")
AT_ONCE = 200


@recurring("deals.returning", timedelta(minutes=5))
def bring_back_due(by: Actor) -> bool:
    """Bring back what is due by the workspace's calendar, the longest due first; whether there was anything."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    due = Deal.objects.of(by).aside().filter(aside_until__lte=today).select_related("workspace")
    back = [_brought_back(deal, by) for deal in due.order_by("aside_until", "pk")[:AT_ONCE]]
    return any(back)


def _brought_back(deal: Deal, by: Actor) -> bool:
    """One deal, in a transaction of its own, so that one which cannot come back does not hold up the others."""
    try:
        return bring_back(deal, by=by) is not None
    except Problem as problem:
        log.warning("Deal %s cannot come back: %s", deal.pk, problem.message)
        return False
