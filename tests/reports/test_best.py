"""Who and what is best at each stage: ranked by what is sure, marked where chance would hardly do it."""

from datetime import timedelta

import pytest

from penstock.activities.actions import log_activity
from penstock.common import clock
from penstock.deals.actions import lose_deal, move_deal
from penstock.pipelines.actions import add_source
from tests.reports.asked import drawn, lines
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    """Of the rep's deals, from the fair and called, 11 of 12 went on, of the colleague's 2 of 12, and one more."""
    fair = add_source("Fair", by=world.actor("owner"), channel="Events")
    began = clock.now() - timedelta(days=20)
    for role, went_on, several in (("rep", 11, 12), ("colleague", 2, 12), ("owner", 1, 1)):
        by = world.actor(role)
        for number in range(several):
            deal = world.deal(f"{role} {number}", role, at=began, source=fair if role == "rep" else None)
            if role == "rep":
                log_activity("call", "Rang", by=by, deal=deal, at=began + timedelta(days=1))
            if number < went_on:
                move_deal(deal, world.stages[1], by=by, at=began + timedelta(days=3))
            else:
                lose_deal(deal, by=by, reason=world.reason, at=began + timedelta(days=3))
    return world


def first(world: World, table: str, place: int = 0) -> tuple[str, str, str]:
    cell = lines(drawn("best", world.actor("owner")), table)[world.stages[0].name].cells[place]
    return cell.shown, cell.note, cell.state


def test_teams_and_sellers_are_ranked_at_each_stage(busy: World) -> None:
    assert first(busy, "team") == ("North, 92%", "12 · 65–99% · clearly more", "won")
    assert first(busy, "team", 1) == ("South, 17%", "12 · 5–45% · clearly fewer", "lost")
    assert first(busy, "owner")[0] == "Rep, 92%" and first(busy, "owner", 1)[0] == "Colleague, 17%"
    assert first(busy, "owner", 2)[0] == "—"


def test_sources_channels_and_work_are_ranked_beside_the_others(busy: World) -> None:
    assert first(busy, "source")[0] == "Fair, 92%" and first(busy, "channel")[0] == "Events, 92%"
    assert first(busy, "method")[0] == "Call in the stage, 92%"


def test_the_clearest_is_told_in_the_title(busy: World) -> None:
    stage = busy.stages[0].name
    assert drawn("best", busy.actor("owner")).title.startswith(f"Clearest at {stage}: ")
    assert drawn("best", busy.actor("stranger")).is_empty


def test_a_place_opens_into_the_deals_that_left_the_stage(busy: World) -> None:
    cell = lines(drawn("best", busy.actor("owner")), "team")[busy.stages[0].name].cells[0]
    assert "team=North" in cell.url
    shown = busy.client("owner").get(cell.url).content.decode()
    assert "rep 0" in shown and "colleague 0" not in shown


def test_who_may_not_read_others_ranks_only_their_own(busy: World) -> None:
    found = drawn("best", busy.actor("rep"))
    assert not any("Colleague" in str(cell.shown) for one in found.tables for line in one.lines for cell in line.cells)
    assert found.title == "Nobody and nothing stands out at any stage by more than chance"


def test_the_quality_report_tells_whose_losses_were_verified(busy: World) -> None:
    found = drawn("quality", busy.actor("owner"))
    sellers = next(one for one in found.tables if one.key == "sellers")
    place = [head.key for head in sellers.heads].index("losses_verified_share")
    assert {line.label: line.cells[place].value for line in sellers.lines}["Colleague"] == 0
