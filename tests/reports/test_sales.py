"""The sales report tells what a plain look at the deals tells, beside the period before."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from penstock.activities.actions import log_activity
from penstock.common import clock
from penstock.deals.actions import change_deal, lose_deal, win_deal
from penstock.metrics.words import said
from penstock.pipelines.actions import add_source
from tests.reports.asked import drawn, lines, values
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(name="selling")
def selling_world(world: World) -> World:
    """Two months ago: one deal came and was won. This month: three came, one is won, one lost, two calls were made."""
    by, now = world.actor("rep"), clock.now()
    fair = add_source("Fair", by=world.actor("owner"))
    old = world.deal("Old", amount=Decimal(50), at=now - timedelta(days=55))
    win_deal(old, by=by, at=now - timedelta(days=45))
    deals = [
        world.deal(f"New {number}", amount=Decimal(100 * (number + 1)), source=fair, at=now - timedelta(days=20))
        for number in range(3)
    ]
    win_deal(deals[0], by=by, at=now - timedelta(days=5))
    lose_deal(deals[1], by=by, reason=world.reason, at=now - timedelta(days=4))
    for _call in range(2):
        log_activity("call", "Asked", by=by, deal=deals[2], at=now - timedelta(days=3))
    return world


def lately() -> str:
    today = clock.now().date()
    return f"period=custom&from={today - timedelta(days=29)}&to={today + timedelta(days=1)}"


def test_the_figures_stand_beside_those_of_as_many_days_before(selling: World) -> None:
    told = values(drawn("sales", selling.actor("owner"), lately()), "figures")
    assert {label: row[:2] for label, row in told.items()} == {
        "Open deals": [1, 0],
        "Pipeline value": [300, 0],
        "Weighted pipeline value": [told["Weighted pipeline value"][0], 0],
        "New deals": [3, 1],
        "Value of new deals": [600, 50],
        "Deals won": [1, 1],
        "Revenue won": [100, 50],
        "Deals lost": [1, 0],
        "Win rate": [0.5, 1],
        "Average won deal": [100, 50],
        "Activities done": [2, 0],
        "Calls made": [2, 0],
        "Share of answered calls": [None, None],
        "Calls received": [0, 0],
        "Share of received calls taken": [None, None],
        "Meetings booked": [0, 0],
        "Meetings held": [0, 0],
    }
    assert told["Revenue won"][2] == 50 and told["Win rate"][2] == -0.5


def test_of_all_time_there_is_nothing_before(selling: World) -> None:
    assert {len(row) for row in values(drawn("sales", selling.actor("owner")), "figures").values()} == {1}


def test_sellers_sources_and_reasons_add_up(selling: World) -> None:
    found = drawn("sales", selling.actor("owner"), lately())
    assert values(found, "sellers")["Rep"][:4] == [3, 1, 100, 1]
    assert values(found, "sources")["Fair"][:4] == [3, 1, 100, 1]
    assert values(found, "reasons") == {"Price too high": [1, 0, None]}
    assert values(found, "stages")[selling.stages[0].name][:2] == [1, 300]
    assert found.title == "1 deal won, worth $100; 1 open at the end"


def test_new_deals_open_into_their_rows(selling: World) -> None:
    cell = lines(drawn("sales", selling.actor("rep"), lately()), "figures")["New deals"].cells[0]
    shown = selling.client("rep").get(cell.url).content.decode()
    assert all(f"New {number}" in shown for number in range(3)) and "Old" not in shown


def test_months_are_called_as_people_call_them(selling: World) -> None:
    deal = selling.deal("Soon", "rep")
    change_deal(deal, by=selling.actor("rep"), expected_close_on=date(2026, 11, 20))
    shown = values(drawn("sales", selling.actor("owner"), lately()), "expected")
    assert "November 2026" in shown and "2026-11" not in shown


def test_only_months_and_quarters_are_told_as_such() -> None:
    assert said("expected_month", "2026-11") == "November 2026"
    assert said("quarter", "2026-Q4") == "Q4 2026"
    assert said("month", "2026-13") == "2026-13" and said("owner", "2026-11") == "2026-11"
