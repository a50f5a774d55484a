"""The board in lanes: every group has its row with the sums of all its deals, and a card changes lane by an action."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.boards.lanes import CARDS, DRAWN
from penstock.deals.actions import assign_deal, change_deal, set_stage_rules
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Deal, ForecastCategory
from penstock.journal.models import Event
from penstock.pipelines.actions import add_source
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def lanes(response: Any) -> dict[str, tuple[int, Decimal]]:
    """Lane → count and sum, as the page has them."""
    return {lane.label: (lane.count, lane.sum) for lane in response.context["lanes"]}


def put(world: World, deal: Deal, group: str, lane: Any, *, role: str = "manager", **also: Any) -> Any:
    """Put the deal's card into a lane of its own column."""
    values = {"stage": deal.stage_id, "from_stage": deal.stage_id, "lane": lane, **also}
    return world.client(role).post(f"/board/cards/{deal.pk}/move/?group={group}", values, **HTMX)


def test_a_lane_sums_all_its_deals_and_shows_the_first_of_each_stage(world: World) -> None:
    for number in range(CARDS + 3):
        world.deal(f"Rep {number}", amount=10)
    world.deal("Elsewhere", amount=1, stage=world.stages[1])
    world.deal("Manager", owner="manager", amount=5)
    response = world.client("owner").get("/board/?group=owner")
    assert lanes(response) == {"Manager": (1, 5), "Rep": (CARDS + 4, 10 * (CARDS + 3) + 1)}
    rep = response.context["lanes"][1]
    assert [card["name"] for card in rep.cells[0].cards] == [f"Rep {n}" for n in range(CARDS + 2, 2, -1)]
    assert [card["name"] for card in rep.cells[1].cards] == ["Elsewhere"]
    assert rep.cells[0].more_words == "3 more"
    more = world.client("owner").get(rep.cells[0].more_url, **HTMX)
    assert [card["name"] for card in more.context["column"].cards] == ["Rep 2", "Rep 1", "Rep 0"]


def test_an_age_is_a_lane_of_the_open_stages(world: World) -> None:
    world.deal("Young", amount=4)
    response = world.client("rep").get("/board/?group=age&colour=age")
    assert lanes(response)["younger than 7 days"] == (1, 4)
    assert {column.kind for column in response.context["columns"]} == {"open"}


def test_types_and_sources_that_have_no_deals_are_lanes_to_put_cards_into(world: World) -> None:
    fair = add_source("Fair", by=world.system)
    world.deal(amount=4)
    assert lanes(world.client("rep").get("/board/?group=source")) == {"Fair": (0, 0), "No source": (1, 4)}
    assert lanes(world.client("rep").get("/board/?group=type"))["Repeat purchase"] == (0, 0)
    assert lanes(world.client("rep").get(f"/board/?group=source&source={fair.pk}")) == {}


def test_a_seller_sees_only_the_lanes_of_deals_that_are_theirs_to_read(world: World) -> None:
    world.deal("Theirs", owner="colleague", amount=7)
    assert lanes(world.client("rep").get("/board/?group=owner")) == {}


def test_lanes_below_the_first_come_with_their_cards_when_they_are_asked_for(world: World) -> None:
    for type_ in ("new", "repeat", "existing", ""):
        change_deal(world.deal(f"A {type_}"), by=world.actor("rep"), type=type_)
    rows = world.client("rep").get("/board/?group=type").context["lanes"]
    assert [bool(lane.url) for lane in rows] == [False] * DRAWN + [True]
    page = world.client("rep").get(rows[-1].url, **HTMX).content.decode()
    assert page.count("data-card=") == 1
    assert 'data-lane-row="none"' in page
    whole = world.client("rep").get(rows[-1].url).content.decode()
    assert whole.count("data-card=") == 4


def test_a_card_put_into_another_persons_lane_is_theirs(world: World) -> None:
    deal = world.deal()
    manager = world.people["manager"]
    response = put(world, deal, "owner", manager.pk, from_lane=world.people["rep"].pk)
    assert response.status_code == 200
    assert world.fresh(deal).owner == manager
    assert f'data-lane="{manager.pk}"' in response.content.decode()
    assert "deal-changed" in json.loads(response["HX-Trigger"])


def test_source_and_type_are_changed_by_the_lane(world: World) -> None:
    fair, deal = add_source("Fair", by=world.system), world.deal()
    assert put(world, deal, "source", fair.pk, from_lane="none").status_code == 200
    assert put(world, deal, "type", "repeat", from_lane="none").status_code == 200
    assert (world.fresh(deal).source, world.fresh(deal).type) == (fair, "repeat")
    assert put(world, deal, "source", "none", from_lane=fair.pk).status_code == 200
    assert world.fresh(deal).source is None


def test_the_forecast_category_is_a_lane_and_is_changed_by_it(world: World) -> None:
    sure, open_ = world.deal("Sure", amount=4), world.deal("Unsaid", amount=5)
    change_deal(sure, by=world.actor("rep"), forecast_category="commit")
    assert list(lanes(world.client("rep").get("/board/?group=forecast_category")).items()) == [
        ("Commit", (1, 4)),
        ("Best case", (0, 0)),
        ("Pipeline", (0, 0)),
        ("Omitted", (0, 0)),
        ("Not chosen", (1, 5)),
    ]
    narrowed = "/board/?group=forecast_category&forecast_category=commit&colour=forecast_category"
    response = world.client("rep").get(narrowed)
    assert lanes(response) == {"Commit": (1, 4)}
    assert [card["name"] for card in response.context["lanes"][0].cells[0].cards] == ["Sure"]
    assert put(world, open_, "forecast_category", "best_case", from_lane="none").status_code == 200
    assert put(world, sure, "forecast_category", "none", from_lane="commit").status_code == 200
    assert (world.fresh(open_).forecast_category, world.fresh(sure).forecast_category) == ("best_case", None)
    again = put(world, open_, "forecast_category", "omitted", from_lane="none")
    assert again.status_code == 409 and world.fresh(open_).forecast_category == "best_case"


def test_stage_and_lane_change_together_and_one_undo_takes_both_back(world: World) -> None:
    deal, manager = world.deal(), world.people["manager"]
    before = (deal.stage_id, deal.owner_id)
    response = put(world, deal, "owner", manager.pk, stage=world.stages[1].pk, from_lane=world.people["rep"].pk)
    assert (world.fresh(deal).stage, world.fresh(deal).owner) == (world.stages[1], manager)
    late, early = Event.objects.of(world.system).filter(deal_id=deal.pk).order_by("-position")[:2]
    undo = f"/deals/{deal.pk}/undo/{late.position}/?also={early.position}"
    assert undo in response.content.decode()
    assert world.client("manager").post(undo, **HTMX).status_code == 200
    assert (world.fresh(deal).stage_id, world.fresh(deal).owner_id) == before


def test_an_age_cannot_be_changed_by_moving_a_card(world: World) -> None:
    response = put(world, world.deal(), "age", "3", from_lane="1")
    assert response.status_code == 422
    assert "counts from the day it was opened" in response.content.decode()


def test_what_a_gate_wants_is_filled_in_and_then_stage_and_lane_change_together(world: World) -> None:
    deal, manager, rep = world.deal(), world.people["manager"], world.people["rep"]
    wanted = Draft("fields", {"fields": ["source"]})
    set_stage_rules(world.stages[1], "entry", [wanted], by=world.actor("owner"))
    asked = put(world, deal, "owner", manager.pk, stage=world.stages[1].pk, from_lane=rep.pk)
    url = f"/board/cards/{deal.pk}/gate/?group=owner&lane={manager.pk}&from_lane={rep.pk}&stage={world.stages[1].pk}"
    assert asked.status_code == 422 and url.replace("&", "&amp;") in asked.content.decode()
    browser = world.client("manager")
    assert browser.post(url, {"seen_stage": deal.stage_id}, **HTMX).status_code == 422
    assert (world.fresh(deal).stage_id, world.fresh(deal).owner) == (deal.stage_id, rep)
    fair = add_source("Fair", by=world.system)
    answer = browser.post(url, {"seen_stage": deal.stage_id, "fill.source": fair.pk}, **HTMX)
    assert answer.status_code == 200 and "?also=" in answer.content.decode()
    assert (world.fresh(deal).stage, world.fresh(deal).owner) == (world.stages[1], manager)


def test_a_refused_move_leaves_the_lane_as_it_was(world: World) -> None:
    deal, manager = world.deal(), world.people["manager"]
    asked = put(world, deal, "owner", manager.pk, stage=world.stages[-1].pk, from_lane=world.people["rep"].pk)
    assert asked.status_code == 422
    assert f"lane={manager.pk}" in asked.content.decode()
    assert world.fresh(deal).owner == world.people["rep"]
    url = f"/board/cards/{deal.pk}/move/?group=owner&lane={manager.pk}&from_lane={world.people['rep'].pk}"
    told = {"stage": world.stages[-1].pk, "seen_stage": deal.stage_id, "loss_reason": world.reason.pk}
    assert world.client("manager").post(url, told, **HTMX).status_code == 200
    assert (world.fresh(deal).status, world.fresh(deal).owner) == ("lost", manager)


def test_a_card_that_somebody_gave_away_meanwhile_is_not_given_again(world: World) -> None:
    deal = world.deal()
    assign_deal(deal, world.people["owner"], by=world.actor("owner"))
    response = put(world, deal, "owner", world.people["manager"].pk, role="owner", from_lane=world.people["rep"].pk)
    assert response.status_code == 409
    assert world.fresh(deal).owner == world.people["owner"]


@pytest.mark.parametrize("lane", ["999999", "x", "²", "9" * 30])
def test_a_lane_that_does_not_exist_is_refused(lane: str, world: World) -> None:
    deal = world.deal()
    for group in ("owner", "source", "type", "forecast_category"):
        assert put(world, deal, group, lane).status_code == 422
        assert world.client("rep").get(f"/board/?group={group}&lane={lane}", **HTMX).status_code == 404


def test_a_viewer_cannot_give_a_card_away(world: World) -> None:
    deal = world.deal()
    assert put(world, deal, "owner", world.people["manager"].pk, role="viewer").status_code == 403


@pytest.mark.parametrize("group", ["owner", "source", "type", "forecast_category", "age"])
def test_the_number_of_queries_grows_neither_with_the_deals_nor_with_the_lanes(group: str, world: World) -> None:
    client, counts = world.client("owner"), []
    for total in (4, 40):
        source = add_source(f"Source {total}", by=world.system)
        for number in range(total):
            role = ("rep", "manager", "colleague", "owner")[number % (1 if total == 4 else 4)]
            deal = world.deal(f"{total}-{number}", owner=role, source=source, stage=world.stages[number % 3])
            if total > 4 and number % 5:
                category = ForecastCategory.values[number % 5 - 1]
                change_deal(deal, by=world.system, forecast_category=category)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/board/?group={group}")
        counts.append(len(queries))
    assert counts[0] == counts[1]
