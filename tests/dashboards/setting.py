"""What tests of dashboards begin with: deals of two people, won and lost over some months."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from penstock.common import clock
from penstock.deals.actions import lose_deal, move_deal, win_deal
from penstock.pipelines.actions import add_source
from tests.world import World

DAYS = (3, 20, 45, 80, 120, 200, 300)


def busy(world: World) -> World:
    """Each of the two has won, lost and open deals, of the last three hundred days."""
    sources = [add_source(name, by=world.actor("owner")) for name in ("Fair", "Web")]
    for place, days in enumerate(DAYS):
        for role, amount in (("rep", 100), ("colleague", 9000)):
            opened = clock.now() - timedelta(days=days)
            fields: dict[str, Any] = {"amount": Decimal(amount + place), "at": opened, "source": sources[place % 2]}
            deal = world.deal(f"{role} {days}", role, **fields)
            by, closed = world.actor(role), opened + timedelta(days=2)
            if place % 3 < 2:
                move_deal(deal, world.stages[1], by=by, at=opened + timedelta(days=1))
            if place % 3 == 0:
                win_deal(deal, by=by, at=closed)
            elif place % 3 == 1:
                lose_deal(deal, reason=world.reason, by=by, at=closed)
    return world
