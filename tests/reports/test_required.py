"""Which share of the open deals holds all that the gates up to their stage require, told as by asking each deal."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from penstock.boards.filters import read_filters
from penstock.deals.actions import change_deal, move_deal, set_stage_rules
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Deal
from penstock.pipelines.actions import add_source
from tests.reports.asked import drawn, lines, values
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(name="ruled")
def ruled_world(world: World) -> World:
    """Three deals came to the second stage before a source was required for it; one has a source since."""
    rep, owner = world.actor("rep"), world.actor("owner")
    deals = [world.deal(f"Deal {number}", amount=Decimal(100)) for number in range(3)]
    for deal in deals:
        move_deal(deal, world.stages[1], by=rep)
    world.deal("In the first stage")
    world.deal("Of the colleague", "colleague")
    set_stage_rules(world.stages[1], "entry", [Draft("fields", {"fields": ["source", "amount"]})], by=owner)
    change_deal(world.fresh(deals[0]), by=rep, source=add_source("Fair", by=owner))
    return world


def test_what_is_required_is_told_by_stage(ruled: World) -> None:
    first, second = (stage.name for stage in ruled.stages[:2])
    found = values(drawn("quality", ruled.actor("owner")), "required")
    assert found[second][:2] == [3, 2] and found[second][2] == pytest.approx(1 / 3)
    assert "Source" in str(found[second][3])
    assert found[first][:3] == [2, 0, 1]
    table = next(one for one in drawn("quality", ruled.actor("owner")).tables if one.key == "required")
    assert table.title == "60% of 5 open deals have all required fields"


def test_the_figures_open_into_their_deals_and_only_those_one_may_read(ruled: World) -> None:
    rep = ruled.actor("rep")
    cell = lines(drawn("quality", rep), "required")[ruled.stages[1].name].cells[1]
    found = read_filters(QueryDict(cell.url.partition("?")[2]), rep).apply(Deal.objects.of(rep))
    assert set(found.values_list("name", flat=True)) == {"Deal 1", "Deal 2"}
    assert values(drawn("quality", rep), "required")[ruled.stages[0].name][0] == 1


def test_without_such_a_rule_or_of_a_past_day_nothing_is_told(ruled: World) -> None:
    owner = ruled.actor("owner")
    assert values(drawn("quality", owner, "period=all&as_of=2026-01-01"), "required") == {}
    set_stage_rules(ruled.stages[1], "entry", [], by=owner)
    assert values(drawn("quality", owner), "required") == {}
