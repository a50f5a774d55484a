"""What a point more of conversion is worth at each stage: as worked by hand, and as told slowly."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.activities.actions import log_activity
from penstock.common import clock
from penstock.deals.actions import lose_deal, move_deal, win_deal
from penstock.reports.where_time_pays import chained
from tests.reports.asked import drawn, values
from tests.world import World

SHARES = st.none() | st.floats(0, 1)


@given(st.lists(SHARES, max_size=6))
def test_what_goes_on_must_come_through_all_later_stages(shares: list[float | None]) -> None:
    for place, found in enumerate(chained(shares)):
        expected: float | None = 1.0
        for share in shares[place + 1 :]:
            expected = None if expected is None or share is None else expected * share
        assert found == (None if expected is None else pytest.approx(expected))


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    """Of 4 deals one was lost at the first stage, one at the second; one was won, and one stands at each."""
    rep, start = world.actor("rep"), clock.now() - timedelta(days=30)
    deals = [world.deal(f"Deal {n}", amount=Decimal(100), at=start) for n in range(4)]
    lose_deal(deals[0], by=rep, reason=world.reason, at=start + timedelta(days=1))
    for deal in deals[1:]:
        move_deal(deal, world.stages[1], by=rep, at=start + timedelta(days=2))
    lose_deal(world.fresh(deals[1]), by=rep, reason=world.reason, at=start + timedelta(days=3))
    win_deal(world.fresh(deals[2]), by=rep, at=start + timedelta(days=3))
    early = world.deal("Early", amount=Decimal(1000), at=start)
    for _number in range(20):
        log_activity("call", "Rang", by=rep, deal=early, at=start + timedelta(days=5))
    return world


@pytest.mark.django_db
def test_a_point_is_worth_what_comes_through(busy: World) -> None:
    found = drawn("time", busy.actor("owner"))
    told = values(found, "stages")
    first, second = (stage.name for stage in busy.stages[:2])
    # 3 of 4 went on from the first stage, 1 of 2 from the second.
    assert told[first][:4] == [1000, 20, 0.75, 0.5] and told[first][4] == pytest.approx(1000 * 0.01 * 0.5)
    assert told[second][:4] == [100, 0, 0.5, 1] and told[second][4] == pytest.approx(1)
    assert told[first][5] == "as much as it is worth" and told[second][5] == "more work could pay here"
    assert found.title == f"A point more of conversion pays most at {first}: $5"


@pytest.mark.django_db
def test_only_what_one_may_read_is_told(busy: World) -> None:
    assert drawn("time", busy.actor("colleague")).is_empty
    assert values(drawn("time", busy.actor("rep")), "stages") == values(drawn("time", busy.actor("owner")), "stages")
