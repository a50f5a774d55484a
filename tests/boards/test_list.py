"""The list finds, sorts and pages deals by key, and says their totals."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from penstock.boards import listing as listing_module
from penstock.boards.listing import Listing
from penstock.boards.models import ListLayout
from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.deals.actions import tag_deal
from penstock.deals.models import Deal
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three rows."""
    monkeypatch.setattr(listing_module, "PAGE", 3)


def walk(query: str, world: World, role: str = "owner") -> list[str]:
    """The names on all pages, one after the other."""
    names, pages = [], 0
    while query is not None and pages < 20:
        listing = Listing(QueryDict(query), world.actor(role))
        names += [deal.name for deal in listing.page[: listing_module.PAGE]]
        query, pages = listing.next_query or None, pages + 1
    return names


@pytest.fixture
def eleven(world: World) -> World:
    """Eleven deals; values repeat, every third has no day."""
    for n in range(11):
        day = None if n % 3 == 0 else date(2030, 1, 1) + timedelta(days=n % 4)
        world.deal(f"Deal {n:02}", amount=(n * 7) % 5 * 10, expected_close_on=day, owner=("rep", "manager")[n % 2])
    return world


SORTS = ("value", "-value", "expected", "-expected", "opened", "-opened", "name", "-name", "owner", "-owner",
         "days_in_stage", "-days_in_stage", "stage", "next_step", "probability", "closed")  # fmt: skip


@pytest.mark.parametrize("sort", SORTS)
def test_pages_hold_every_deal_once_whatever_the_sort(sort: str, eleven: World, short_pages: None) -> None:
    names = walk(f"sort={sort}", eleven)
    assert len(names) == 11
    assert len(set(names)) == 11


def test_a_sort_holds_over_all_pages_and_rows_without_a_day_come_last(eleven: World, short_pages: None) -> None:
    by_value = [(int(name[-2:]) * 7) % 5 for name in walk("sort=-value", eleven)]
    assert by_value == sorted(by_value, reverse=True)
    for sort in ("expected", "-expected"):
        days = [int(name[-2:]) for name in walk(f"sort={sort}", eleven)]
        assert {n % 3 for n in days[-4:]} == {0}
        assert [n % 4 for n in days[:-4]] == sorted((n % 4 for n in days[:-4]), reverse=sort.startswith("-"))


@pytest.mark.parametrize("after", ["", "x", "v~1~abc", "n~5~", "v~99999999999999999999~1", "v~1~NaN", "v~²~1"])
def test_a_cursor_that_cannot_be_read_begins_anew(after: str, eleven: World) -> None:
    response = eleven.client("rep").get("/deals/", {"sort": "-value", "after": after})
    assert response.status_code == 200


def test_the_foot_says_how_many_and_their_sum(eleven: World) -> None:
    response = eleven.client("owner").get("/deals/")
    listing = response.context["listing"]
    assert (listing.count, listing.total.amount) == (11, 200)
    assert "11 deals" in response.content.decode()


def test_many_filtered_deals_are_counted_up_to_a_limit(eleven: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("penstock.boards.totals", "penstock.boards.listing", "penstock.boards.views.list"):
        monkeypatch.setattr(f"{module}.COUNTED_UP_TO", 5)
    page = eleven.client("owner").get("/deals/?q=deal").content.decode()
    assert "5+ deals" in page


def test_a_fact_is_edited_only_where_the_reader_may_change_it(world: World) -> None:
    deal = world.deal()
    change = f"/deals/{deal.pk}/change/amount/"
    assert change in world.client("rep").get("/deals/").content.decode()
    assert change not in world.client("viewer").get("/deals/").content.decode()
    assert str(deal) not in world.client("colleague").get("/deals/").content.decode()


def test_a_row_is_drawn_anew_for_those_who_may_read_it(world: World) -> None:
    deal = world.deal()
    assert str(deal) in world.client("rep").get(f"/deals/rows/{deal.pk}/").content.decode()
    assert world.client("stranger").get(f"/deals/rows/{deal.pk}/").status_code == 404


def test_a_person_sees_the_columns_they_chose(world: World) -> None:
    world.deal(type="new")
    ListLayout(workspace=world.workspace, person=world.people["rep"], columns=["type", "gone", "value"]).save()
    response = world.client("rep").get("/deals/")
    assert [head["key"] for head in response.context["heads"]] == ["name", "type", "value"]


def test_the_number_of_queries_does_not_grow_with_the_deals(world: World) -> None:
    client, counts = world.client("rep"), []
    for total in (10, 190):
        for number in range(total):
            world.deal(f"{total}-{number}", amount=number)
        with CaptureQueriesContext(connection) as queries:
            client.get("/deals/?sort=-value")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_next_page_keeps_the_filters_and_the_sort(eleven: World, short_pages: None) -> None:
    listing = Listing(QueryDict("owner=rep&sort=-value"), eleven.actor("owner"))
    asked = parse_qs(urlsplit(f"?{listing.next_query}").query)
    assert asked["owner"] == ["rep"]
    assert asked["sort"] == ["-value"]


def test_names_that_are_markup_stay_words(world: World) -> None:
    evil = "<img src=x onerror=alert(1)>"
    deal = world.deal(f"{evil} deal", company=add_company(f"{evil} company", by=world.actor("rep")))
    tag_deal(deal, [f"{evil} tag"], by=world.actor("rep"))
    for path in ("/deals/", f"/deals/rows/{deal.pk}/", "/board/"):
        page = world.client("rep").get(path).content.decode()
        assert "<img" not in page
        assert "&lt;img" in page


def test_a_deal_that_is_not_on_the_page_is_told_only_when_it_fits_the_filters(world: World) -> None:
    deal = world.deal("New by others", amount=5)
    client = world.client("manager")
    fits = client.get(f"/deals/rows/{deal.pk}/?unseen=1&status=open", **HTMX).content.decode()
    assert "New by others" in fits
    assert client.get(f"/deals/rows/{deal.pk}/?unseen=1&status=won", **HTMX).content == b""
    assert "New by others" in client.get(f"/deals/rows/{deal.pk}/?status=won", **HTMX).content.decode()


def test_the_last_row_is_drawn_alone_when_deals_have_changed(world: World) -> None:
    world.deal(amount=40)
    page = world.client("rep").get("/deals/?foot=1", **HTMX).content.decode()
    assert page.strip().startswith("<tfoot")
    assert "1 deal" in page
    assert "40" in page


def test_days_in_a_stage_are_sorted_as_they_are_shown(
    world: World, short_pages: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, rep = clock.now(), world.actor("rep")
    entered = {"Fresh": 1, "Back": 40, "Closed": 60, "Old": 20, "Resting": 30}
    for name, days in entered.items():
        Deal.objects.of(rep).filter(pk=world.deal(name).pk).update(stage_entered_at=now - timedelta(days=days))
    worked = {
        "Back": {"stage_counts_from": now - timedelta(days=10)},
        "Closed": {"closed_at": now - timedelta(days=55)},
        "Resting": {"aside_at": now - timedelta(days=15)},
    }
    for name, facts in worked.items():
        Deal.objects.of(rep).filter(name=name).update(**facts)
    assert walk("sort=-days_in_stage", world) == ["Old", "Resting", "Back", "Closed", "Fresh"]
    first = Listing(QueryDict("sort=-days_in_stage"), rep)
    next_query, later = first.next_query, now + timedelta(days=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert [deal.name for deal in Listing(QueryDict(next_query), rep).page] == ["Closed", "Fresh"]
