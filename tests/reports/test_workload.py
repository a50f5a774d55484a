"""Workload beside speed: overloaded is only who carries much more than others and is slower by more than chance."""

from datetime import timedelta

import pytest

from penstock.activities.actions import plan_activity
from penstock.common import clock
from penstock.deals.actions import move_deal
from penstock.metrics.parts import Median
from penstock.reports.workload import Load, is_overloaded, usual_load
from tests.reports.asked import drawn, lines, values
from tests.world import World

SLOW, FAST = Median(40, 30.0, 25.0, 36.0), Median(40, 12.0, 8.0, 16.0)
EVERYBODY = Median(400, 14.0, 13.0, 15.0)


@pytest.mark.parametrize(
    ("deals", "stage", "expected"),
    [
        (30, SLOW, True),
        (30, FAST, False),
        (29, SLOW, False),
        (30, Median(40, 30.0, 14.0, 36.0), False),
        (30, Median(9, 30.0, 25.0, 36.0), False),
        (30, None, False),
    ],
)
def test_overload_is_marked_only_when_it_holds(deals: int, stage: Median | None, expected: bool) -> None:
    assert is_overloaded(Load("Ann", deals, stage, None), 20.0, EVERYBODY) is expected
    assert not is_overloaded(Load("Ann", deals, stage, None), None, EVERYBODY)
    assert not is_overloaded(Load("Ann", deals, stage, None), 20.0, None)


def test_with_two_sellers_nobody_knows_what_is_usual() -> None:
    loads = [Load(str(deals), deals, None, None) for deals in (3, 9, 0)]
    assert usual_load(loads) is None
    assert usual_load([*loads, Load("4", 4, None, None)]) == 4


@pytest.mark.django_db
def test_a_slow_seller_with_many_deals_is_overloaded(world: World) -> None:
    start = clock.now() - timedelta(days=100)
    for owner, count, days in (("rep", 24, 40), ("manager", 12, 3), ("colleague", 12, 2), ("owner", 14, 3)):
        for number in range(count):
            deal = world.deal(f"{owner} {number}", owner, at=start)
            move_deal(deal, world.stages[1], by=world.actor("owner"), at=start + timedelta(days=days + number % 3))
    mine = world.deal("Open")
    plan_activity("call", "Ask", by=world.actor("rep"), deal=mine, due_at=clock.now() - timedelta(days=1))
    found = drawn("workload", world.actor("owner"))
    assert found.title == "Rep carries more than others and is slower: overloaded"
    cells = {name: line.cells for name, line in lines(found, "workload").items()}
    assert {name: cell[0].note for name, cell in cells.items() if cell[0].note} == {"Rep": "overloaded"}
    assert [cell.value for cell in cells["Rep"][:4]] == [25, 1, 1, 41]
    assert cells["Rep"][3].note == "40 to 42, of 24"
    alone = drawn("workload", world.actor("colleague"))
    assert list(values(alone, "workload")) == ["Colleague"] and "Nobody" in alone.title


@pytest.mark.django_db
def test_of_a_past_day_nobody_knows_what_was_planned(world: World) -> None:
    world.deal(at=clock.now() - timedelta(days=30))
    found = drawn("workload", world.actor("rep"), f"period=all&as_of={clock.now().date() - timedelta(days=9)}")
    assert [head.key for head in found.tables[0].heads] == ["open_deals", "stage", "cycle"]
