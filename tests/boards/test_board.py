"""The board shows every deal one may see in its column, sums all of them, and takes cards from column to column."""

import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.boards.board import PAGE
from penstock.deals.actions import move_deal, open_deal, win_deal
from penstock.pipelines.actions import create_pipeline
from penstock.pipelines.queries import first_stage
from penstock.pipelines.templates import SHORT
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def heads(response) -> dict[str, tuple[int, Decimal]]:
    """Stage → count and sum, as the page has them."""
    return {column.name: (column.count, column.sum) for column in response.context["columns"]}


def test_a_column_sums_all_its_deals_and_shows_the_newest_cards(world: World) -> None:
    for number in range(PAGE + 5):
        world.deal(f"Deal {number}", amount=100)
    response = world.client("rep").get("/board/")
    column = response.context["columns"][0]
    assert (column.count, column.sum, column.weighted) == (PAGE + 5, 100 * (PAGE + 5), 15 * (PAGE + 5))
    assert [card["name"] for card in column.cards] == [f"Deal {n}" for n in range(PAGE + 4, 4, -1)]
    more = world.client("rep").get(column.more_url, **HTMX)
    assert [card["name"] for card in more.context["column"].cards] == [f"Deal {n}" for n in (4, 3, 2, 1, 0)]
    assert "column-more" not in more.content.decode()


def test_a_seller_does_not_see_another_teams_deals(world: World) -> None:
    world.deal("Theirs", owner="colleague", amount=7)
    assert heads(world.client("rep").get("/board/"))["Qualification"] == (0, 0)
    assert heads(world.client("owner").get("/board/"))["Qualification"] == (1, 7)


def test_a_dropped_card_moves_the_deal_and_is_drawn_with_the_heads(world: World) -> None:
    deal = world.deal(amount=100)
    first, second = world.stages[:2]
    response = world.client("rep").post(
        f"/board/cards/{deal.pk}/move/", {"stage": second.pk, "from_stage": first.pk}, **HTMX
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert f'data-stage="{second.pk}"' in page
    assert page.count("hx-swap-oob") >= len(world.stages)
    assert "deal-changed" in json.loads(response["HX-Trigger"])
    assert world.fresh(deal).stage == second


def test_a_move_that_came_too_late_is_told_and_changes_nothing(world: World) -> None:
    deal = world.deal()
    move_deal(deal, world.stages[2], by=world.actor("manager"))
    asked = {"stage": world.stages[1].pk, "from_stage": world.stages[0].pk}
    response = world.client("rep").post(f"/board/cards/{deal.pk}/move/", asked, **HTMX)
    assert response.status_code == 409
    assert response.content.decode().lstrip().startswith("<dialog")
    assert world.fresh(deal).stage == world.stages[2]


def test_a_card_dropped_on_lost_asks_why_and_then_moves(world: World) -> None:
    deal, lost = world.deal(), world.stages[-1]
    asked = {"stage": lost.pk, "from_stage": deal.stage_id}
    response = world.client("rep").post(f"/board/cards/{deal.pk}/move/", asked, **HTMX)
    assert response.status_code == 422
    assert 'name="loss_reason"' in response.content.decode()
    told = {**asked, "loss_reason": world.reason.pk}
    assert world.client("rep").post(f"/board/cards/{deal.pk}/move/", told, **HTMX).status_code == 200
    assert world.fresh(deal).loss_reason == world.reason


def test_without_javascript_a_move_leads_back_to_the_board(world: World) -> None:
    deal = world.deal()
    response = world.client("rep").post(f"/board/cards/{deal.pk}/move/", {"stage": world.stages[1].pk})
    assert response.status_code == 302
    assert response["Location"].startswith("/board/")


def test_a_strangers_card_is_not_there(world: World) -> None:
    deal = world.deal()
    stranger = world.client("stranger")
    assert stranger.post(f"/board/cards/{deal.pk}/move/", {"stage": world.stages[1].pk}, **HTMX).status_code == 404
    assert f"deal-{deal.pk}" not in stranger.get(f"/board/cards/{deal.pk}/", **HTMX).content.decode()
    assert stranger.get(f"/board/columns/{deal.stage_id}/", **HTMX).status_code == 404


def test_a_viewer_cannot_take_a_card(world: World) -> None:
    deal = world.deal()
    viewer = world.client("viewer")
    assert viewer.post(f"/board/cards/{deal.pk}/move/", {"stage": world.stages[1].pk}, **HTMX).status_code == 403
    assert viewer.get("/board/").context["read_only"] is True


def test_a_card_that_left_this_board_is_drawn_as_nothing(world: World) -> None:
    deal = world.deal(amount=5)
    win_deal(deal, by=world.actor("rep"))
    page = world.client("rep").get(f"/board/cards/{deal.pk}/?status=open", **HTMX).content.decode()
    assert "data-card" not in page
    assert "column-head" in page


def test_a_filter_that_cannot_be_meant_is_told_on_the_page(world: World) -> None:
    response = world.client("rep").get("/board/?owner=nobody-such&value_from=x")
    assert response.status_code == 200
    assert len(response.context["board"].asked.problems) == 2


def test_the_number_of_queries_does_not_grow_with_the_deals(world: World) -> None:
    client, counts = world.client("rep"), []
    for total in (10, 200):
        for number in range(total):
            world.deal(f"{total}-{number}", amount=number, stage=world.stages[number % 3])
        with CaptureQueriesContext(connection) as queries:
            client.get("/board/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_board_opens_with_a_pipeline_that_holds_deals(world: World) -> None:
    second = create_pipeline("Second", SHORT.stages, by=world.actor("owner"))
    assert world.client("rep").get("/board/").context["board"].pipeline == world.pipeline
    open_deal("Ours", by=world.actor("rep"), stage=first_stage(world.actor("rep"), second.pk))
    assert world.client("rep").get("/board/").context["board"].pipeline == second
