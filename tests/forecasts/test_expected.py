"""The forecast of a period: an example by hand, what it must not know, and who may know it."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from penstock.common import clock
from penstock.deals.actions import DealHistory, Step, ingest_deals
from penstock.forecasts import learning
from penstock.forecasts.expected import Expected, Window
from penstock.forecasts.forecast import Forecast
from penstock.metrics.copies import caught_up
from penstock.pipelines.models import StageKind
from penstock.workspaces.actor import Actor
from tests.world import World

UTC = ZoneInfo("UTC")
Told = tuple[int, int, str]
"""How many days before today a deal was opened, after how many it closed, and how."""


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH", 4)


def lived(world: World, told: Iterable[Told], owner: str = "rep", amount: int = 100, **also: Any) -> None:
    ends = {stage.kind: stage for stage in world.stages if stage.kind != StageKind.OPEN}
    facts = {"owner_id": world.people[owner].pk, "amount": Decimal(amount), **also}
    histories = []
    for before, lasted, how in told:
        opened = clock.now() - timedelta(days=before)
        steps = [Step(opened, world.stages[0], facts)]
        if how != "open":
            reason = {"loss_reason_id": world.reason.pk} if how == "lost" else {}
            steps.append(Step(opened + timedelta(days=lasted), ends[how], reason))
        histories.append(DealHistory(f"{how} {before}", steps))
    ingest_deals(histories, by=world.actor("owner", "import"))


def around(days: int) -> date:
    return clock.day_of(clock.now(), UTC) + timedelta(days=days)


def expected(by: Actor, begins: int = 1, ends: int = 32, as_of: int = 0) -> Expected:
    """Of a period so many days from today, asked at the end of another day."""
    with caught_up(by.workspace) as copy:
        return Forecast(copy, by).expected(Window(around(begins), around(ends), around(as_of)))


def test_an_example_by_hand(world: World, manager: Actor) -> None:
    # Of ten deals as old as can be, six were won and four lost after ten days; the five that stand there now are a day
    # old, so that three of them are to be expected.
    lived(world, [*[(300, 10, "won")] * 6, *[(300, 10, "lost")] * 4, *[(1, 0, "open")] * 5])
    told = expected(manager)
    (stage,) = told.stages
    assert (stage.count, stage.worth, told.won) == (5, 500, 0)
    assert told.still_open == pytest.approx(300)
    assert told.new == 0 and told.together == pytest.approx(300)


def test_what_lasts_longer_than_any_won_deal_did_is_worth_nothing(world: World, manager: Actor) -> None:
    lived(world, [*[(300, 10, "won")] * 6, *[(300, 40, "lost")] * 5, *[(35, 0, "open")] * 5])
    assert expected(manager).still_open == 0


def test_the_probability_of_the_stage_stands_in_where_nothing_is_learnt(world: World, manager: Actor) -> None:
    lived(world, [(1, 0, "open")] * 3)
    told = expected(manager)
    (stage,) = told.stages
    assert stage.expected is None and told.still_open == stage.weighted == pytest.approx(
        3 * world.stages[0].probability
    )
    assert told.new is None and told.between is None and told.usually_wrong_by is None


def test_what_is_won_in_the_period_by_now_counts_whole(world: World, manager: Actor) -> None:
    lived(world, [(300, 10, "won"), (40, 20, "won"), (10, 5, "won")])
    june = expected(manager, -29, 1)
    assert (june.won_count, june.won, june.still_open, june.together) == (2, 200, 0, 200)


def test_deals_that_are_not_there_yet_bring_what_they_brought_before(world: World, manager: Actor) -> None:
    # Each month since long ago a deal was opened on its tenth day and won ten days later.
    lived(world, [(before, 10, "won") for before in range(20, 700, 31)])
    told = expected(manager)
    assert told.new == pytest.approx(100, rel=0.15)
    assert len(told.earlier) == 8 and told.between is not None
    low, high = told.between
    assert low <= told.together <= high


def test_nothing_that_came_later_is_known(world: World, manager: Actor) -> None:
    lived(world, [*[(300, 10, "won")] * 6, *[(300, 10, "lost")] * 4, *[(101, 0, "open")] * 5])
    then = (-99, -60, -100)
    before = expected(manager, *then)
    lived(world, [(101, 10, "won"), (90, 30, "won"), (95, 3, "lost")])
    after = expected(manager, *then)
    assert after.stages[0].count == before.stages[0].count + 1, "the deal that was open that day"
    assert after.won == before.won == 0 and after.new == before.new
    assert after.still_open == pytest.approx(before.still_open * 6 / 5)


def test_a_forecast_is_made_of_deals_that_one_may_read(world: World, rep: Actor) -> None:
    lived(world, [*[(300, 10, "won")] * 6, *[(1, 0, "open")] * 2])
    lived(world, [*[(300, 10, "won")] * 6, *[(1, 0, "open")] * 5], owner="colleague")
    everybody, own = expected(world.actor("owner")), expected(rep)
    assert (sum(one.count for one in everybody.stages), sum(one.count for one in own.stages)) == (7, 2)
    assert own.still_open == pytest.approx(everybody.still_open * 2 / 7)
