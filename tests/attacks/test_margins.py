"""Nobody who may not see costs learns what deals leave by asking for deals of a margin, through whatever door."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.http import QueryDict
from django.urls import reverse

from penstock.boards.actions import save_view
from penstock.boards.filters import read_filters
from penstock.boards.listing import Listing
from penstock.boards.models import BulkChange
from penstock.cli.export import command as export
from penstock.common import clock
from penstock.common.errors import Problem
from penstock.dashboards.drafts import Draft
from penstock.dashboards.drawing import draw
from penstock.dashboards.reading import Reading
from penstock.deals.actions import Line, set_items, win_deal
from penstock.deals.models import Deal
from penstock.metrics.asking import ask
from penstock.people.actions import let_see_costs
from penstock.products.actions import add_product
from tests.world import World

pytestmark = pytest.mark.django_db
WITHOUT = ("rep", "colleague", "viewer")
ASKED = ("margin_from=10", "margin_from=90", "margin_to=90", "margin_to=10", "margin_from=10&margin_to=90")
REFUSED = "may see costs"


@pytest.fixture(name="sold")
def sold_world(world: World) -> World:
    """A deal of each seller that leaves 60 %, one of them won."""
    pump = add_product("Pump", by=world.actor("owner"), unit_price=100, unit_cost=40)
    at = clock.now() - timedelta(days=3)
    for role in ("rep", "colleague"):
        set_items(world.deal(f"Secret of {role}", owner=role, at=at), [Line(pump.pk)], by=world.system, at=at)
    won = world.deal("Secret won", at=at)
    set_items(won, [Line(pump.pk)], by=world.system, at=at)
    win_deal(won, by=world.actor("rep"), at=at + timedelta(days=1))
    return world


def page(world: World, role: str, address: str) -> str:
    response = world.client(role).get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return str(body.decode("utf-8-sig"))


PAGES = (
    "/deals/?{}",
    "/deals/?{}&status=won",
    "/deals/?{}&sort=-value",
    "/board/?{}",
    "/board/?{}&group=owner",
    "/board/?{}&group=forecast_category",
)


@pytest.mark.parametrize("role", WITHOUT)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_shows_nothing_and_says_why(address: str, role: str, sold: World) -> None:
    for asked in ASKED:
        told = page(sold, role, address.format(asked))
        assert "Secret" not in told and REFUSED in told
    assert "Secret" in page(sold, "manager", address.format("margin_from=60"))


@pytest.mark.parametrize("address", ["/deals/?{}&as_of={day}", "/board/?{}&as_of={day}"])
def test_a_past_day_is_the_same_whatever_is_asked(address: str, sold: World) -> None:
    day = (clock.now() - timedelta(days=2)).date()
    told = [page(sold, "rep", address.format(f"margin_from={bound}", day=day)) for bound in ("10", "90")]
    plain = [re.sub(r"margin_from=\d+|value=\"\d\d\"|\b\w{64}\b", "", one) for one in told]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("role", WITHOUT)
def test_a_shared_view_of_somebody_else_opens_no_door(role: str, sold: World) -> None:
    save_view("Rich", "list", "margin_from=50", by=sold.actor("manager"), is_shared=True)
    assert "Rich" in page(sold, role, "/deals/")
    assert "Secret" not in page(sold, role, "/deals/?margin_from=50")
    listing = Listing(QueryDict("margin_from=50"), sold.actor(role))
    assert (listing.page, listing.count, listing.total and listing.total.amount) == ([], 0, 0)


@pytest.mark.parametrize("role", WITHOUT)
def test_it_is_offered_to_nobody_else_neither_as_a_box_nor_as_a_column(role: str, sold: World) -> None:
    for address in ("/views/list/filters/", "/views/board/filters/", reverse("metrics:filters"), "/deals/columns/"):
        assert "argin" not in page(sold, role, address)
    for address in ("/views/list/filters/", "/views/board/filters/", reverse("metrics:filters")):
        assert "Margin, %" in page(sold, "manager", address)
    for key in ("margin", "-margin", "cost"):
        plain, sorted_ = (Listing(QueryDict(query), sold.actor(role)) for query in ("", f"sort={key}"))
        assert [deal.pk for deal in sorted_.page] == [deal.pk for deal in plain.page]


@pytest.mark.parametrize("role", WITHOUT)
def test_no_file_tells(role: str, sold: World) -> None:
    for asked in ASKED:
        response = sold.client(role).get(f"/exports/deals.csv?{asked}")
        assert response.status_code >= 400
        told = CliRunner().invoke(export, ["deals", "--as", f"{role}@demo.test", "--where", asked.split("&")[0]])
        assert told.exit_code == 2 and "Secret" not in told.output
    assert "Secret" in page(sold, "manager", "/exports/deals.csv?margin_from=60")
    told = CliRunner().invoke(export, ["deals", "--workspace", "Ours", "--where", "margin_from=60"])
    assert "Secret won" in told.output


@pytest.mark.parametrize("role", WITHOUT)
def test_no_number_tells(role: str, sold: World) -> None:
    for asked in ASKED:
        where = [(f"deal.{name}", value) for name, value in (pair.split("=") for pair in asked.split("&"))]
        with pytest.raises(Problem, match=REFUSED):
            ask("deals_won", by=sold.actor(role), where=where)
        query = "&".join(f"{name}={value}" for name, value in where)
        for address in ("/numbers/", "/reports/sales/", "/reports/after-sales/", "/reports/bottlenecks/"):
            assert "Secret" not in page(sold, role, f"{address}?{query}")
    assert ask("deals_won", by=sold.actor("manager"), where=[("deal.margin_from", "60")]).value == 1
    assert ask("deals_won", by=sold.actor("manager"), where=[("deal.margin_from", "61")]).value == 0


def test_who_may_no_longer_see_costs_is_told_nothing_more(sold: World) -> None:
    where = [("deal.margin_from", "60")]
    assert ask("deals_won", by=sold.actor("manager"), where=where).value == 1
    let_see_costs(sold.people["manager"].role, False, by=sold.actor("owner"))
    with pytest.raises(Problem, match=REFUSED):
        ask("deals_won", by=sold.actor("manager"), where=where)
    assert "Secret" not in page(sold, "manager", "/deals/?margin_from=60")


@pytest.mark.parametrize("role", WITHOUT)
def test_a_widget_of_somebody_else_opens_no_door(role: str, sold: World) -> None:
    draft, query = Draft(metrics=("deals_won",), period="all"), QueryDict("deal.margin_from=60")
    assert draw(draft, Reading.of(sold.actor("manager"), query)).told["value"] == 1
    assert REFUSED in draw(draft, Reading.of(sold.actor(role), query)).problem


@pytest.mark.parametrize("asked", ASKED)
def test_all_that_the_filter_finds_cannot_be_changed(asked: str, sold: World) -> None:
    before = set(Deal.objects.of(sold.system).values_list("pk", "probability"))
    sent = {"all": "1", "query": asked, "step": "do", "probability": "7", "days": "3", "tags": "x"}
    for verb in ("tag", "close", "owner", "remove"):
        told = sold.client("rep").post(f"/deals/bulk/{verb}/", sent)
        assert "Secret" not in told.content.decode()
    assert set(Deal.objects.of(sold.system).values_list("pk", "probability")) == before
    assert not BulkChange.unscoped.exists()


@pytest.mark.parametrize("role", WITHOUT)
@pytest.mark.parametrize("asked", ["margin_from=10&margin_from=", "margin_from=%20&margin_to=10", "margin_from=x"])
def test_it_cannot_be_asked_in_another_way(asked: str, role: str, sold: World) -> None:
    filtering = read_filters(QueryDict(asked), sold.actor(role))
    assert not filtering.apply(Deal.objects.of(sold.actor(role))).exists() and len(filtering.problems) == 1
    assert not filtering.find(Deal.objects.of(sold.actor(role))).exists()
    assert Decimal(0) == sum(Listing(QueryDict(asked), sold.actor(role)).sums.amounts.values())
