"""The board as it stood on a past day: what was true then, for those who may see the deals, and only for reading."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.boards.board import PAGE
from penstock.common import clock
from penstock.deals.actions import assign_deal, change_deal, move_deal, remove_deal, set_aside, tag_deal, win_deal
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def day(days_ago: int) -> date:
    return clock.day_of(clock.now(), clock.now().tzinfo) - timedelta(days=days_ago)  # type: ignore[arg-type]


def noon(days_ago: int) -> datetime:
    return datetime.combine(day(days_ago), datetime.min.time(), tzinfo=clock.now().tzinfo) + timedelta(hours=12)


def columns(world: World, as_of: date, query: str = "", role: str = "owner") -> dict[str, Any]:
    response = world.client(role).get(f"/board/?as_of={as_of}{query}")
    assert response.status_code == 200
    return {column.name: column for column in response.context["columns"]}


def test_a_deal_stands_where_it_stood_with_what_was_true_then(world: World) -> None:
    by = world.actor("owner")
    deal = world.deal("Moved", amount=Decimal(100), at=noon(20))
    move_deal(deal, world.stages[1], by=by, at=noon(10))
    change_deal(deal, by=by, amount=Decimal(900))
    assign_deal(deal, world.people["manager"], by=by)
    win_deal(deal, by=by)
    first, second = world.stages[:2]
    then = columns(world, day(15))
    assert (then[first.name].count, then[first.name].sum, then[first.name].weighted) == (1, 100, 15)
    card = then[first.name].cards[0]
    assert (card["name"], card["value"], card["owner"].name, card["days"]) == ("Moved", 100, "Rep", 5)
    later = columns(world, day(4))
    assert (later[first.name].count, later[second.name].count, later[second.name].cards[0]["days"]) == (0, 1, 6)
    now = columns(world, day(0))["Won"]
    assert (now.count, now.sum, now.cards[0]["owner"].name) == (1, 900, "Manager")
    assert sum(column.count for column in columns(world, day(30)).values()) == 0


def test_of_every_day_the_heads_are_what_the_spans_say(world: World) -> None:
    by = world.actor("owner")
    for number in range(12):
        deal = world.deal(f"D{number}", amount=Decimal(number), at=noon(20 - number))
        move_deal(deal, world.stages[number % 4], by=by, at=noon(19 - number))
    for ago in (21, 15, 12, 8, 0):
        shown = columns(world, day(ago))
        assert sum(column.count for column in shown.values()) == sum(20 - n >= ago for n in range(12))
        assert all(len(column.cards) == min(column.count, PAGE) for column in shown.values())


def test_the_page_says_which_day_it_is_and_the_way_back_and_takes_nothing(world: World) -> None:
    world.deal(at=noon(20))
    page = world.client("owner").get(f"/board/?as_of={day(10)}&status=open").content.decode()
    assert "The board as it stood on" in page
    assert 'href="?status=open"' in page
    assert "read-only" in page
    assert all(words not in page for words in ("data-refuses", "/move/", "card-src", "hx-get=&quot;/deals/open"))


@pytest.mark.parametrize("text", ["nonsense", "1066-10-14", "9999-12-31", ""])
def test_a_day_that_makes_no_sense_shows_the_board_as_it_is(world: World, text: str) -> None:
    page = world.client("owner").get(f"/board/?as_of={text}").content.decode()
    assert "The board as it stood on" not in page


def test_nobody_sees_deals_of_a_past_day_that_they_may_not_see_now(world: World) -> None:
    world.deal("Ours", amount=Decimal(1), at=noon(20))
    theirs = world.deal("Theirs", "colleague", amount=Decimal(7), at=noon(20))
    gone = world.deal("Gone", amount=Decimal(5), at=noon(20))
    remove_deal(gone, by=world.actor("owner"))
    first = world.stages[0].name
    assert (columns(world, day(5), role="rep")[first].count, columns(world, day(5))[first].count) == (1, 2)
    assert "Theirs" not in world.client("rep").get(f"/board/?as_of={day(5)}").content.decode()
    assert "Gone" not in world.client("owner").get(f"/board/?as_of={day(5)}").content.decode()
    stranger = world.client("stranger").get(f"/board/?as_of={day(5)}").content.decode()
    assert "Ours" not in stranger and theirs.name not in stranger
    more = f"/numbers/board/{world.stages[0].pk}/?as_of={day(5)}"
    assert world.client("stranger").get(more, **HTMX).status_code == 404
    assert "Theirs" not in world.client("rep").get(more, **HTMX).content.decode()


def test_what_was_set_aside_then_is_counted_apart(world: World) -> None:
    by = world.actor("owner")
    world.deal("At work", at=noon(20))
    set_aside(world.deal("Resting", at=noon(20)), until=day(-30), reason="Next year", by=by)
    assert columns(world, day(5))[world.stages[0].name].count == 2
    assert columns(world, day(0))[world.stages[0].name].count == 1
    page = world.client("owner").get(f"/board/?as_of={day(0)}").content.decode()
    assert "1 deal was set aside then and is not shown." in page
    assert "Resting" not in page


def test_a_column_loads_on_by_the_time_the_deals_had_come(world: World) -> None:
    for number in range(PAGE + 3):
        world.deal(f"Deal {number}", at=noon(40 - number))
    column = columns(world, day(5))[world.stages[0].name]
    assert [card["name"] for card in column.cards] == [f"Deal {n}" for n in range(PAGE + 2, 2, -1)]
    more = world.client("owner").get(column.more_url, **HTMX)
    assert [card["name"] for card in more.context["column"].cards] == ["Deal 2", "Deal 1", "Deal 0"]
    assert not more.context["column"].more_url
    assert "metric=stage_deals" in world.client("owner").get(column.more_url)["Location"]


def test_filters_mean_what_was_true_then_where_that_is_kept(world: World) -> None:
    by, rep, manager = world.actor("owner"), world.people["rep"], world.people["manager"]
    given = world.deal("Given away", amount=Decimal(100), at=noon(20))
    assign_deal(given, manager, by=by)
    change_deal(given, by=by, amount=Decimal(5))
    world.deal("Kept", amount=Decimal(10), at=noon(20))
    tag_deal(given, ["hot"], by=by)
    first = world.stages[0].name

    def found(query: str) -> set[str]:
        return {card["name"] for card in columns(world, day(5), query)[first].cards}

    assert found(f"&owner={rep.pk}") == {"Given away", "Kept"}
    assert found(f"&owner={manager.pk}") == set()
    assert found(f"&team={rep.team_id}&owner={manager.pk}") == set()
    assert found("&value_from=50") == {"Given away"}
    assert found("&q=kept") == {"Kept"}
    assert found("&q=nothing+like+it") == set()
    assert found("&status=won") == set()
    assert found(f"&status=open&stage={world.stages[0].pk}") == {"Given away", "Kept"}
    assert found(f"&source=none&currency=USD&expected_to={day(0)}") == set()


def test_what_is_not_kept_for_past_days_is_said_and_passed_over(world: World) -> None:
    world.deal(at=noon(20))
    page = world.client("owner").get(f"/board/?as_of={day(5)}&stuck=yes&group=owner").content.decode()
    assert "Not kept for past days, and so passed over: Stuck, Group by." in page


def test_the_number_of_queries_does_not_grow_with_the_deals(world: World) -> None:
    client, counts = world.client("owner"), []
    for total in (10, 60):
        for number in range(total):
            world.deal(f"{total}-{number}", at=noon(30), stage=world.stages[number % 3])
        client.get(f"/board/?as_of={day(5)}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/board/?as_of={day(5)}")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 18
