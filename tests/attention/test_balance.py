"""A seller is told of stages with more deals than can be worked, and of the deal on which too much hangs."""

from decimal import Decimal

import pytest

from penstock.attention.actions import set_stage_limit
from penstock.attention.balance import hanging, too_wide
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import change_deal
from tests.attention.histories import open_since


def test_more_deals_than_advised_are_told_with_those_to_let_go_first(world, rep, owner):
    deals = [open_since(world, days, amount=days) for days in (2, 3, 90, 60)]
    person = world.people["rep"].pk
    assert too_wide(rep, person) == []
    set_stage_limit(world.stages[0], 3, by=owner)
    (told,) = too_wide(rep, person)
    assert (told.stage, told.count, told.most) == (world.stages[0], 4, 3)
    assert told.let_go[:2] == [deals[2], deals[3]], "what has been stuck for longest first"
    set_stage_limit(world.stages[0], None, by=owner)
    assert too_wide(rep, person) == []


def test_a_limit_is_set_once_by_an_administrator_for_a_stage_that_is_worked(world, rep, owner):
    stage = world.stages[0]
    assert set_stage_limit(stage, 3, by=owner) is not None and set_stage_limit(stage, 3, by=owner) is None
    with pytest.raises(NotPermitted):
        set_stage_limit(stage, 4, by=rep)
    closing = next(one for one in world.stages if not one.is_open)
    for wrong, most in ((stage, 0), (closing, 3)):
        with pytest.raises(Refused):
            set_stage_limit(wrong, most, by=owner)


def test_the_deal_that_carries_too_much_is_named_with_what_can_be_won_sooner(world, rep):
    big = world.deal("Whale", amount=10_000)
    small = [world.deal(f"Fish {number}", amount=100 * (number + 1)) for number in range(5)]
    change_deal(small[3], by=rep, probability=90)
    told = hanging(rep, world.people["rep"].pk)
    assert told.deal == big and told.share > 0.7 and told.quick[0] == small[3]


def test_even_pipelines_and_those_of_few_deals_are_in_balance(world, rep):
    world.deal("Whale", amount=10_000)
    assert hanging(rep, world.people["rep"].pk) is None
    for number in range(5):
        world.deal(f"Whale {number}", amount=Decimal(9_000))
    assert hanging(rep, world.people["rep"].pk) is None


def test_today_shows_it_to_the_seller(world, owner):
    world.deal("Whale", amount=10_000)
    for number in range(4):
        world.deal(f"Fish {number}", amount=10)
    set_stage_limit(world.stages[0], 3, by=owner)
    page = world.client("rep").get("/today/").content.decode()
    assert "of the weighted pipeline hangs on it" in page and "5 deals in" in page
    assert "today-balance" not in world.client("manager").get("/today/?whose=team").content.decode()
