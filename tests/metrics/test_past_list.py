"""The list as it stood on a past day: rows, filters, sorting and totals by what was true then, only for reading."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.boards.listing import PAGE
from penstock.deals.actions import assign_deal, change_deal, move_deal, remove_deal, set_aside, win_deal
from tests.metrics.test_past_board import day, noon
from tests.world import World

pytestmark = pytest.mark.django_db


def listed(world: World, as_of: date, query: str = "", role: str = "owner") -> Any:
    response = world.client(role).get(f"/deals/?as_of={as_of}{query}")
    assert response.status_code == 200
    return next(part.context for part in response.context["parts"])


def names(panel: Any) -> list[str]:
    return [line.deal.name for line in panel["lines"]]


def test_a_row_says_what_was_true_then(world: World) -> None:
    by = world.actor("owner")
    deal = world.deal("Moved", amount=Decimal(100), at=noon(20))
    move_deal(deal, world.stages[1], by=by, at=noon(10))
    change_deal(deal, by=by, amount=Decimal(900))
    assign_deal(deal, world.people["manager"], by=by)
    win_deal(deal, by=by)
    (line,) = listed(world, day(15))["lines"]
    assert (line.stage, line.span.value, line.owner.name, line.days) == (world.stages[0].name, 100, "Rep", 5)
    now = listed(world, day(0))
    assert (now["lines"][0].state, now["past"].total.amount, now["count"]) == ("won", 900, 1)
    assert listed(world, day(30))["lines"] == []


def test_filters_and_sorting_are_those_of_that_day(world: World) -> None:
    by = world.actor("owner")
    for number in range(4):
        world.deal(f"D{number}", amount=Decimal(number), at=noon(20 - number))
    won = world.deal("Won since", amount=Decimal(9), at=noon(12))
    win_deal(won, by=by)
    assert names(listed(world, day(5))) == ["Won since", "D3", "D2", "D1", "D0"]
    assert names(listed(world, day(5), "&sort=value")) == ["D0", "D1", "D2", "D3", "Won since"]
    assert names(listed(world, day(5), "&status=won")) == []
    assert names(listed(world, day(5), "&status=open&value_from=3")) == ["Won since", "D3"]
    assert names(listed(world, day(0), "&status=won")) == ["Won since"]


def test_what_was_set_aside_then_is_found_by_its_status(world: World) -> None:
    set_aside(world.deal("Resting", at=noon(20)), until=day(-30), reason="Next year", by=world.actor("owner"))
    assert names(listed(world, day(0), "&status=aside")) == ["Resting"]
    assert names(listed(world, day(0), "&status=open")) == names(listed(world, day(5), "&status=aside")) == []


def test_nobody_lists_deals_that_they_may_not_see_now(world: World) -> None:
    world.deal("Ours", amount=Decimal(1), at=noon(20))
    world.deal("Theirs", "colleague", amount=Decimal(7), at=noon(20))
    remove_deal(world.deal("Gone", at=noon(20)), by=world.actor("owner"))
    assert names(listed(world, day(5), role="rep")) == ["Ours"]
    assert listed(world, day(5), role="rep")["past"].total.amount == 1
    assert set(names(listed(world, day(5)))) == {"Ours", "Theirs"}
    assert names(listed(world, day(5), role="stranger")) == []


def test_pages_follow_each_other_and_cost_the_same(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as told:
            listed(world, day(5))
        return len(told)

    world.deal("First", at=noon(41))
    listed(world, day(5))
    before = queries()
    for number in range(PAGE + 3):
        world.deal(f"Deal {number}", at=noon(40))
    listed(world, day(5))
    assert queries() <= before
    panel = listed(world, day(5), "&sort=opened&page=2")
    assert (len(panel["lines"]), panel["count"], panel["past"].next_query) == (4, PAGE + 4, "")
    assert "page=2" in listed(world, day(5), "&sort=opened")["past"].next_query


def test_the_page_says_which_day_it_is_and_offers_nothing_to_change(world: World) -> None:
    world.deal(at=noon(20))
    page = world.client("owner").get(f"/deals/?as_of={day(10)}&status=open").content.decode()
    assert "The list as it stood on" in page and 'href="?status=open"' in page
    assert all(words not in page for words in ("data-pick", "penstock-inline", "bulk"))
    assert "The list as it stood at the end of a past day" in world.client("owner").get("/deals/").content.decode()
