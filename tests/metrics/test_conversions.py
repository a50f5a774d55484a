"""The hairlines of the board's heads: each stage's conversion lately, against as long before, in one answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.common import clock
from penstock.deals.actions import lose_deal, move_deal
from penstock.metrics.conversions import FEW, Conversion, Left, conversions
from penstock.ui.panels import PANELS
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def leave_first_stage(world: World, moved: int, lost: int, days_ago: int, owner: str = "rep") -> None:
    at, by = clock.now() - timedelta(days=days_ago), world.actor(owner)
    for number in range(moved + lost):
        deal = world.deal(f"{days_ago}-{number}", owner, at=at - timedelta(days=1))
        if number < moved:
            move_deal(deal, world.stages[1], by=by, at=at)
        else:
            lose_deal(deal, by=by, reason=world.reason, at=at)


def first(world: World, role: str = "owner") -> Conversion:
    return conversions(world.stages, world.actor(role))[0]


def test_a_stage_stands_against_its_own_past_and_says_when_the_difference_is_clear(world: World) -> None:
    leave_first_stage(world, moved=6, lost=24, days_ago=3)
    leave_first_stage(world, moved=24, lost=6, days_ago=100)
    found = first(world)
    assert (found.lately, found.before) == (Left(30, 0.2), Left(30, 0.8))
    assert found.trend == "down"
    assert "20% of 30 deals moved on" in found.words
    assert "it was 80% of 30: it converts worse now" in found.words


def test_a_small_difference_is_no_change(world: World) -> None:
    leave_first_stage(world, moved=14, lost=8, days_ago=3)
    leave_first_stage(world, moved=12, lost=10, days_ago=100)
    assert first(world).trend == "same"
    assert "no clear change" in first(world).words


def test_with_few_deals_there_is_no_rate(world: World) -> None:
    leave_first_stage(world, moved=3, lost=FEW - 4, days_ago=3)
    found = first(world)
    assert found.words.startswith("Small sample: 19 deals left Qualification")
    assert "%" not in found.words
    assert found.drawn()["trend"] == "few"


def test_only_deals_that_one_may_see_count_and_only_open_stages_convert(world: World) -> None:
    leave_first_stage(world, moved=2, lost=1, days_ago=3)
    leave_first_stage(world, moved=4, lost=0, days_ago=3, owner="colleague")
    assert (first(world, "rep").lately.n, first(world, "owner").lately.n) == (3, 7)
    assert all(one.stage.is_open for one in conversions(world.stages, world.actor("owner")))


def test_one_answer_fills_the_heads_of_all_columns_and_nothing_else(world: World) -> None:
    leave_first_stage(world, moved=2, lost=1, days_ago=3)
    page = world.client("rep").get(f"/numbers/conversions/{world.pipeline.pk}/", **HTMX).content.decode()
    stages = [stage for stage in world.stages if stage.is_open]
    assert page.count("hx-swap-oob") == len(stages)
    assert all(f'id="hairline-{stage.pk}" hx-swap-oob="innerHTML"' in page for stage in stages)
    assert "hx-get" not in page
    assert "metric=stage_conversion" in page


def test_a_stranger_finds_no_pipeline_of_ours(world: World) -> None:
    assert world.client("stranger").get(f"/numbers/conversions/{world.pipeline.pk}/").status_code == 404


def test_the_heads_keep_their_line_when_they_are_drawn_anew_and_the_page_asks_once(world: World) -> None:
    deal = world.deal()
    page = world.client("rep").get("/board/").content.decode()
    assert page.count(f'hx-get="/numbers/conversions/{world.pipeline.pk}/"') == 1
    assert page.count("hx-preserve") == len(world.stages)
    card = world.client("rep").get(f"/board/cards/{deal.pk}/", **HTMX).content.decode()
    assert card.count("hx-preserve") == len(world.stages)
    assert "/numbers/conversions/" not in card


def test_the_board_asks_the_database_nothing_more_for_it(world: World, monkeypatch: Any) -> None:
    world.deal()
    world.client("rep").get("/board/")
    counts = []
    for panels in (PANELS["board"], []):
        monkeypatch.setitem(PANELS, "board", panels)
        with CaptureQueriesContext(connection) as queries:
            world.client("rep").get("/board/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
