"""A stage that changes as a whole changes the numbers of its deals, though no deal has an event of its own."""

from decimal import Decimal
from typing import Any

from penstock.deals.actions import change_deal, lose_deal, move_deal
from penstock.metrics.asking import ask
from penstock.pipelines.actions import change_stage, merge_stages, retire_stage
from penstock.workspaces.actor import Actor
from tests.world import World


def value(key: str, by: Actor) -> Any:
    return ask(key, by=by).value


def by_stage(key: str, by: Actor) -> dict[Any, Any]:
    return {row.group[0]: row.value for row in ask(key, by=by, split=("stage",)).rows}


def test_another_probability_of_a_stage_weighs_its_deals_anew(world: World, owner: Actor) -> None:
    world.deal(amount=Decimal(1000))
    own = world.deal("Own", amount=Decimal(1000))
    change_deal(own, probability=50, by=owner)
    assert value("weighted_pipeline_value", owner) == 150 + 500
    change_stage(world.stages[0], probability=40, by=owner)
    assert value("weighted_pipeline_value", owner) == 400 + 500


def test_a_merged_stage_s_deals_count_in_the_other_and_are_not_entered_twice(world: World, owner: Actor) -> None:
    deal = world.deal()
    world.deal("Second")
    first, second, third = world.stages[:3]
    assert by_stage("stage_deals", owner) == {first.name: 2}
    merge_stages(first, second, by=owner)
    assert by_stage("stage_deals", owner) == {second.name: 2}
    assert by_stage("stage_entered", owner) == {second.name: 2}
    move_deal(deal, third, by=owner)
    assert by_stage("stage_deals", owner) == {second.name: 1, third.name: 1}
    assert by_stage("stage_moved_on", owner) == {second.name: 1}


def test_what_a_merged_stage_was_left_for_before_stays_its_own(world: World, owner: Actor) -> None:
    deal = world.deal()
    first, second, third = world.stages[:3]
    move_deal(deal, third, by=owner)
    merge_stages(first, second, by=owner)
    assert by_stage("stage_moved_on", owner) == {first.name: 1}


def test_the_deals_of_a_retired_stage_moved_on(world: World, owner: Actor) -> None:
    world.deal()
    first, _second, third = world.stages[:3]
    value("open_deals", owner)
    retire_stage(first, into=third, by=owner)
    assert by_stage("stage_deals", owner) == {third.name: 1}
    assert by_stage("stage_moved_on", owner) == {first.name: 1}


def test_refusals_follow_the_stage_in_which_the_proposal_is_seen(world: World, owner: Actor) -> None:
    first, second, third = world.stages[:3]
    change_stage(second, by=owner, is_proposal=True)
    for stage in (second, third):
        deal = world.deal()
        move_deal(deal, stage, by=owner)
        lose_deal(deal, by=owner, reason=world.reason)
    assert ask("refusals_after_proposal", by=owner).rows[0].n == 2
    change_stage(second, by=owner, is_proposal=False)
    change_stage(third, by=owner, is_proposal=True)
    assert ask("refusals_after_proposal", by=owner).rows[0].n == 1
    change_stage(third, by=owner, is_proposal=False)
    change_stage(first, by=owner, is_proposal=True)
    assert ask("refusals_after_proposal", by=owner).rows[0].n == 2
