"""The list as it stood on a past day: rows, filters, sorting and totals by what was true then, only for reading."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.boards.actions import choose_columns
from penstock.boards.listing import PAGE
from penstock.deals.actions import assign_deal, change_deal, lose_deal, move_deal, remove_deal, set_aside, win_deal
from penstock.deals.models import Deal
from penstock.fields.actions import add_field
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


def test_the_columns_are_those_that_the_person_chose_as_far_as_the_past_knows_them(world: World) -> None:
    by = world.actor("owner")
    add_field("deal", "Level", by=by, holds="choice", options=["High", "Low"])
    deal = world.deal("Moved", amount=Decimal(100), at=noon(20), probability=10)
    change_deal(deal, by=by, custom={"level": "High"}, amount=Decimal(700))
    lose_deal(deal, by=by, reason=world.reason)
    keys = ["name", "pipeline", "value", "next_step", "loss_reason", "custom.level", "age", "closed", "status", "pace"]
    choose_columns(keys, by=by)
    panel = listed(world, day(15))
    assert [head["key"] for head in panel["heads"]] == [one for one in keys if one not in ("next_step", "pace")]
    assert any("Next step, Pace" in note for note in panel["notes"]), panel["notes"]
    assert any("Level" in note and "today" in note for note in panel["notes"])
    (line,) = panel["lines"]
    shown = " ".join(line.cells)
    assert "100" in shown and "700" not in shown and "High" in shown and str(world.reason) not in shown
    assert str(world.reason) in " ".join(listed(world, day(0))["lines"][0].cells)


def test_the_list_is_sorted_by_what_was_true_then(world: World) -> None:
    by = world.actor("owner")
    for number in range(3):
        world.deal(f"D{number}", ("rep", "colleague", "manager")[number], amount=Decimal(number), at=noon(20 - number))
    move_deal(Deal.objects.of(by).get(name="D0"), world.stages[1], by=by, at=noon(10))
    assert names(listed(world, day(5), "&sort=age")) == ["D2", "D1", "D0"]
    assert names(listed(world, day(5), "&sort=-stage"))[0] == "D0"
    assert names(listed(world, day(5), "&sort=owner")) == ["D1", "D2", "D0"]
    assert listed(world, day(5), "&sort=closed")["count"] == 3


def test_its_file_holds_what_was_true_then_of_all_that_fitted(world: World) -> None:
    by = world.actor("owner")
    deal = world.deal("Moved", amount=Decimal(100), at=noon(20))
    world.deal("Theirs", "colleague", amount=Decimal(50), at=noon(20))
    change_deal(deal, by=by, amount=Decimal(700))
    page = world.client("rep").get(f"/deals/?as_of={day(15)}&value_from=60").content.decode()
    assert "/exports/past-deals.csv?as_of=" in page
    file = world.client("rep").get(f"/exports/past-deals.csv?as_of={day(15)}")
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert "Moved" in text and "100" in text and "700" not in text and "Theirs" not in text
    assert "Next step" not in text.splitlines()[0]
    assert world.client("rep").get("/exports/past-deals.csv").status_code == 404
