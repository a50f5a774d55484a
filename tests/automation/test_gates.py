"""An automation meets the rules of a stage like everybody else, and takes nothing past them."""

import pytest

from penstock.automation.actions import retry_run
from penstock.automation.models import RunState
from penstock.deals.actions import change_deal, set_stage_rules, tag_deal
from penstock.deals.gates.rules import Draft
from tests.automation.setting import NOTE, a_rule, runs, switched_on, work

pytestmark = pytest.mark.django_db


def test_a_move_that_a_stage_refuses_is_refused_to_automation_with_the_same_sentence(world, rep, owner):
    stage = world.stages[1]
    set_stage_rules(stage, "entry", [Draft("fields", {"fields": ["amount"]})], by=owner)
    move = ("move", {"stage": stage.pk, "loss_reason": ""})
    automation = switched_on(a_rule("tagged", NOTE, move), owner)
    deal = world.deal()
    tag_deal(deal, ["hot"], by=rep)
    work()
    (run,) = runs(automation)
    assert run.state == RunState.REFUSED and "alue" in run.error
    assert world.fresh(deal).stage_id == world.stages[0].pk
    change_deal(deal, by=rep, amount=100)
    retry_run(run, by=owner)
    work()
    assert [one.state for one in runs(automation)] == [RunState.DONE]
    assert world.fresh(deal).stage_id == stage.pk
