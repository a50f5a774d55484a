"""What the rules of a stage ask, of whom, and how it is told."""

from decimal import Decimal

import pytest

from penstock.common.errors import NotPermitted, Refused, Unready
from penstock.deals.actions import change_deal, lose_deal, move_deal, open_deal, set_stage_rules, win_deal
from penstock.deals.gates.passing import missing_for
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Override, StageRule
from penstock.journal.models import Event


def ask(world, stage, *drafts, side="entry"):
    """Let the owner set the rules of a stage."""
    return set_stage_rules(stage, side, list(drafts), by=world.actor("owner"))


AMOUNT = Draft("fields", {"fields": ["amount", "expected_close_on"]})
MEETING = Draft("work", {"what": "meeting", "purpose": 0, "count": 1})


def test_a_deal_without_what_the_stage_asks_stays_where_it_is(world, rep):
    ask(world, world.stages[1], AMOUNT)
    deal = world.deal()
    with pytest.raises(Unready) as refused:
        move_deal(deal, world.stages[1], by=rep)
    assert [one.about for one in refused.value.missing] == ["amount", "expected_close_on"]
    assert set(refused.value.fields) == {"amount", "expected_close_on"}
    assert world.fresh(deal).stage_id == world.stages[0].pk


def test_once_it_is_there_the_deal_goes_on(world, rep):
    ask(world, world.stages[1], Draft("fields", {"fields": ["amount"]}))
    deal = world.deal()
    change_deal(deal, by=rep, amount=Decimal(5))
    assert move_deal(deal, world.stages[1], by=rep)


def test_who_jumps_over_a_stage_meets_its_gate(world, rep):
    ask(world, world.stages[1], AMOUNT)
    with pytest.raises(Unready):
        move_deal(world.deal(), world.stages[2], by=rep)
    with pytest.raises(Unready):
        win_deal(world.deal(), by=rep)


def test_a_rule_may_leave_alone_who_jumps_over_its_stage(world, rep):
    ask(world, world.stages[1], Draft("fields", {"fields": ["amount"]}, passing=False))
    assert move_deal(world.deal(), world.stages[2], by=rep)


def test_losing_a_deal_meets_only_what_the_lost_stage_asks(world, rep):
    ask(world, world.stages[1], AMOUNT)
    ask(world, world.stages[0], MEETING, side="exit")
    assert lose_deal(world.deal(), by=rep, reason=world.reason)


def test_a_loss_is_told_all_that_it_wants_at_once(world, rep):
    lost = next(stage for stage in world.stages if stage.kind == "lost")
    ask(world, lost, Draft("fields", {"fields": ["loss_comment"]}))
    with pytest.raises(Unready) as refused:
        lose_deal(world.deal(), by=rep)
    assert [one.about for one in refused.value.missing] == ["loss_reason", "loss_comment"]
    assert lose_deal(world.deal(), by=rep, reason=world.reason, comment="Too dear")


def test_going_back_does_not_meet_what_is_asked_to_go_on(world, rep):
    deal = world.deal()
    move_deal(deal, world.stages[1], by=rep)
    ask(world, world.stages[1], AMOUNT, side="exit")
    assert move_deal(deal, world.stages[0], by=rep)


def test_changing_the_rules_locks_no_deal_that_is_there(world, rep):
    deal = world.deal()
    move_deal(deal, world.stages[1], by=rep)
    ask(world, world.stages[1], AMOUNT)
    assert change_deal(deal, by=rep, description="Still editable")
    assert move_deal(deal, world.stages[2], by=rep)


def test_a_deal_opened_further_on_meets_every_gate_before(world, rep):
    ask(world, world.stages[1], AMOUNT)
    with pytest.raises(Unready):
        open_deal("New", by=rep, stage=world.stages[2])
    assert open_deal("New", by=rep, stage=world.stages[0])


def test_the_head_of_sales_goes_past_a_rule_with_a_reason(world, rep, manager):
    ask(world, world.stages[1], AMOUNT)
    deal = world.deal()
    event = move_deal(deal, world.stages[1], by=manager, override="The budget comes on Monday")
    assert event.kind == "deal.moved"
    row = Override.unscoped.get()
    assert (row.deal_id, row.person_id, row.reason) == (deal.pk, manager.person_id, "The budget comes on Monday")
    assert [one["about"] for one in row.missing] == ["amount", "expected_close_on"]
    told = Event.unscoped.get(kind="deal.gate_overridden")
    assert told.data["reason"] == "The budget comes on Monday" and told.person_id == manager.person_id


def test_a_seller_may_not_go_past_a_rule(world, rep):
    ask(world, world.stages[1], AMOUNT)
    deal = world.deal()
    with pytest.raises(NotPermitted):
        move_deal(deal, world.stages[1], by=rep, override="I want to")
    assert world.fresh(deal).stage_id == world.stages[0].pk and not Override.unscoped.exists()


def test_without_a_rule_in_the_way_a_reason_is_kept_nowhere(world, manager):
    move_deal(world.deal(), world.stages[1], by=manager, override="Just so")
    assert not Override.unscoped.exists()


def test_rules_set_twice_are_set_once(world, owner):
    assert ask(world, world.stages[1], AMOUNT, MEETING)
    assert ask(world, world.stages[1], AMOUNT, MEETING) is None
    assert StageRule.unscoped.count() == 2


def test_the_journal_tells_who_changed_which_rules(world, owner):
    ask(world, world.stages[1], AMOUNT)
    event = ask(world, world.stages[1], MEETING)
    old, new = StageRule.unscoped.order_by("pk")
    assert (event.data["added"], event.data["retired"]) == ([new.pk], [old.pk])
    assert old.retired_at and old.params == AMOUNT.params and event.person_id == owner.person_id


def test_only_an_administrator_sets_rules(world, manager):
    with pytest.raises(NotPermitted):
        set_stage_rules(world.stages[1], "entry", [AMOUNT], by=manager)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            Draft("number", {"field": "amount", "low": "100", "high": None}),
            Draft("number", {"field": "amount", "low": None, "high": "50"}),
        ),
        (
            Draft("day", {"field": "expected_close_on", "low": 10, "high": None}),
            Draft("day", {"field": "expected_close_on", "low": None, "high": 5}),
        ),
        (Draft("role", {"roles": ["rep"]}), Draft("role", {"roles": ["manager"]})),
    ],
)
def test_rules_that_leave_no_way_in_are_named_when_they_are_saved(world, first, second):
    ask(world, world.stages[1], first)
    with pytest.raises(Refused, match="exclude each other"):
        ask(world, world.stages[1], first, second)
    assert StageRule.unscoped.filter(retired_at__isnull=True).count() == 1


def test_ways_in_that_exclude_each_other_are_named(world):
    listed = Draft("direction", {"way": "listed", "stages": [world.stages[2].pk]})
    with pytest.raises(Refused, match="Nobody could enter"):
        ask(world, world.stages[1], listed, Draft("direction", {"way": "forward", "stages": []}))


def test_a_role_that_nobody_has_leaves_no_way_in(world):
    with pytest.raises(Refused, match="Nobody could enter"):
        ask(world, world.stages[1], Draft("role", {"roles": ["viewer"]}))


def test_a_deal_that_is_there_lacks_nothing(world, rep):
    deal = world.deal()
    move_deal(deal, world.stages[1], by=rep)
    ask(world, world.stages[1], AMOUNT)
    assert missing_for([world.fresh(deal)], world.stages[1], rep) == {deal.pk: []}
