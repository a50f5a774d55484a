"""A deal set aside until a day is worked by nobody, counts nowhere as open, and comes back by itself where it was."""

from datetime import timedelta

import pytest

from penstock.activities.actions import plan_activity
from penstock.activities.models import Activity, NextStep
from penstock.attention.models import DealMark
from penstock.attention.reasons import Watch
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import (
    DealHistory,
    Step,
    assign_deal,
    bring_back,
    lose_deal,
    move_deal,
    set_aside,
    set_stage_rules,
    undo_change,
    win_deal,
)
from penstock.deals.actions.rewrite_histories import rewrite_histories
from penstock.deals.gates.facts import load
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Deal, DealSpan
from penstock.deals.path import days_by_stage
from penstock.deals.returning import bring_back_due
from penstock.journal.models import Event
from penstock.journal.reacting import follow
from penstock.journal.reactions import REACTIONS
from penstock.people.actions import change_workspace, deactivate_person
from penstock.pipelines.actions import retire_stage
from penstock.workspaces.calendar import calendar_of
from tests.attention.histories import ago, open_since

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def soon(days=30):
    return clock.now().date() + timedelta(days=days)


@pytest.fixture
def later(monkeypatch):
    """Lets days pass."""
    real = clock.now

    def pass_by(days):
        monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=days))

    return pass_by


def back_tasks(world):
    return list(Activity.objects.of(world.system).filter(kind="task"))


def test_it_stays_in_its_stage_and_is_neither_open_nor_decided(world, rep):
    deal = world.deal(amount=100)
    event = set_aside(deal, until=soon(), reason="  The budget comes next year ", by=rep)
    now = world.fresh(deal)
    assert (now.status, now.stage_id, now.aside_until) == ("aside", deal.stage_id, soon())
    assert now.aside_reason == "The budget comes next year"
    assert (now.is_open, now.is_aside, now.is_decided, now.closed_at) == (False, True, False, None)
    assert (event.kind, event.data["until"]) == ("deal.set_aside", soon().isoformat())
    assert not Deal.objects.of(rep).open().exists() and Deal.objects.of(rep).aside().get() == deal
    assert DealSpan.objects.on(deal).get(to_at=None).status == "aside"
    assert DealSpan.objects.on(deal).get(to_at=None).visit == 1


def test_doing_it_twice_is_doing_it_once_and_another_day_is_a_change(world, rep):
    deal = world.deal()
    set_aside(deal, until=soon(), by=rep)
    assert set_aside(deal, until=soon(), by=rep) is None
    assert set_aside(deal, until=soon(60), by=rep).data["changes"].keys() == {"aside_until"}
    assert DealSpan.objects.on(deal).believed().count() == 2
    bring_back(deal, by=rep)
    assert bring_back(deal, by=rep) is None


@pytest.mark.parametrize("days", [0, -1, 366 * 11])
def test_the_day_must_be_one_to_come(world, rep, days):
    with pytest.raises(Refused) as refused:
        set_aside(world.deal(), until=soon(days), by=rep)
    assert "until" in refused.value.fields


def test_what_is_closed_cannot_be_set_aside_and_a_reason_is_short(world, rep):
    deal = world.deal()
    with pytest.raises(Refused, match="at most 300"):
        set_aside(deal, until=soon(), reason="x" * 301, by=rep)
    win_deal(deal, by=rep)
    with pytest.raises(Refused, match="closed"):
        set_aside(deal, until=soon(), by=rep)


def test_who_may_not_write_a_deal_neither_sets_it_aside_nor_brings_it_back(world, rep, viewer, colleague, stranger):
    deal = world.deal()
    for other in (viewer, colleague, stranger):
        with pytest.raises(NotPermitted):
            set_aside(deal, until=soon(), by=other)
    set_aside(deal, until=soon(), by=rep)
    for other in (viewer, colleague, stranger):
        with pytest.raises(NotPermitted):
            bring_back(deal, by=other)
    assert world.fresh(deal).is_aside


def test_coming_back_meets_no_gate_and_the_stage_is_the_one_it_was_in(world, rep, owner):
    deal = world.deal()
    move_deal(deal, world.stages[1], by=rep)
    set_aside(deal, until=soon(), by=rep)
    set_stage_rules(world.stages[1], "entry", [Draft("touches", {"count": 5})], by=owner)
    set_stage_rules(world.stages[1], "exit", [Draft("touches", {"count": 5})], by=owner)
    event = bring_back(deal, by=rep)
    assert (event.kind, event.data["stage_id"]) == ("deal.brought_back", world.stages[1].pk)
    assert world.fresh(deal).is_open and world.fresh(deal).aside_reason == ""


def test_moving_winning_and_losing_bring_it_back_in_one_step_and_one_undo_takes_both_back(world, rep):
    verbs = (
        lambda deal: move_deal(deal, world.stages[2], by=rep),
        lambda deal: win_deal(deal, by=rep),
        lambda deal: lose_deal(deal, by=rep, reason=world.reason),
    )
    for verb in verbs:
        deal = world.deal()
        set_aside(deal, until=soon(), reason="Later", by=rep)
        event = verb(deal)
        now = world.fresh(deal)
        assert not now.is_aside and (now.aside_until, now.aside_at, now.aside_reason) == (None, None, "")
        undo_change(deal, event.position, by=rep)
        now = world.fresh(deal)
        assert (now.status, now.stage, now.aside_until, now.aside_reason) == ("aside", deal.stage, soon(), "Later")
        assert DealSpan.objects.on(deal).believed().get(to_at=None).status == "aside"


def test_a_move_to_where_it_stands_leaves_it_aside(world, rep):
    deal = world.deal()
    set_aside(deal, until=soon(), by=rep)
    assert move_deal(deal, deal.stage, by=rep) is None and world.fresh(deal).is_aside


def test_it_comes_back_by_itself_on_its_day_and_leaves_its_owner_a_task(world, rep, later):
    early, late = world.deal("Early"), world.deal("Late")
    follow(REACTIONS["activities.back"], world.system)
    set_aside(early, until=soon(3), reason="Holidays", by=rep)
    set_aside(late, until=soon(30), by=rep)
    later(2)
    assert not bring_back_due(world.system)
    later(3)
    assert bring_back_due(world.system) and not bring_back_due(world.system)
    assert (world.fresh(early).status, world.fresh(late).status) == ("open", "aside")
    event = Event.objects.of(rep).get(kind="deal.brought_back")
    assert (event.origin, event.person_id) == ("system", None)
    follow(REACTIONS["activities.back"], world.system)
    follow(REACTIONS["activities.back"], world.system)
    (task,) = back_tasks(world)
    assert (task.owner_id, task.deal_id, task.body, task.is_all_day) == (rep.person_id, early.pk, "Holidays", True)
    assert clock.day_of(task.due_at, rep.zone) == clock.day_of(clock.now(), rep.zone)
    assert NextStep.objects.on(early).get().activity_id == task.pk


def test_it_comes_back_by_the_day_of_the_workspace(world, rep, owner, monkeypatch):
    deal = world.deal()
    change_workspace(by=owner, time_zone="Pacific/Auckland")
    set_aside(deal, until=soon(5), by=rep)
    by = type(world.system).system(type(world.workspace).objects.get(pk=world.workspace.pk))
    begins = clock.day_start(soon(5), by.workspace.zone)
    monkeypatch.setattr(clock, "now", lambda: begins - timedelta(seconds=1))
    assert not bring_back_due(by)
    monkeypatch.setattr(clock, "now", lambda: begins)
    assert bring_back_due(by)


def test_who_brings_it_back_by_hand_gets_no_task(world, rep):
    deal = world.deal()
    follow(REACTIONS["activities.back"], world.system)
    set_aside(deal, until=soon(), by=rep)
    bring_back(deal, by=rep)
    follow(REACTIONS["activities.back"], world.system)
    assert back_tasks(world) == []


def test_what_is_planned_stays_planned_but_is_no_next_step_meanwhile(world, rep):
    deal = world.deal()
    plan_activity("call", "Ring", by=rep, deal=deal)
    set_aside(deal, until=soon(), by=rep)
    assert not NextStep.objects.on(deal).exists()
    move_deal(deal, world.stages[1], by=rep)
    assert NextStep.objects.on(deal).get().subject == "Ring"


def test_time_aside_counts_neither_as_days_in_the_stage_nor_against_its_age(world, rep, later):
    deal = open_since(world, 10, since=4, stage=1)
    set_aside(deal, until=soon(20), by=rep)
    assert not DealMark.objects.on(deal).exists()
    later(20)
    watch = Watch(calendar_of(world.workspace))
    assert world.fresh(deal).days_in_stage() == 4
    assert watch.age(world.fresh(deal)) == 10 and watch.words(world.fresh(deal)) == ""
    bring_back(deal, by=rep)
    later(21)
    now = world.fresh(deal)
    assert (now.days_in_stage(), now.age_days()) == (5, 31)
    assert Watch(calendar_of(world.workspace)).age(now) == 11
    assert DealMark.objects.on(deal).get().waits_from == now.stage_since
    assert abs(now.stage_since - now.stage_entered_at - 20 * DAY) < timedelta(minutes=1)
    assert days_by_stage(now)[world.stages[1].pk] == 5
    assert int(load([now], {"days"}, rep)[deal.pk].days[world.stages[1].pk]) == 5


def test_whoever_leaves_hands_it_on_and_a_retired_stage_takes_it_along(world, rep, owner):
    deal = world.deal()
    set_aside(deal, until=soon(), by=rep)
    deactivate_person(world.people["rep"], by=owner, successor=world.people["manager"])
    retire_stage(world.stages[0], by=owner, into=world.stages[1])
    now = world.fresh(deal)
    assert (now.owner_id, now.stage_id, now.status) == (world.people["manager"].pk, world.stages[1].pk, "aside")
    bring_back(deal, by=owner)
    assert world.fresh(deal).days_in_stage() == 0 and world.fresh(deal).stage == world.stages[1]


def test_a_stage_is_not_retired_over_what_would_come_back_to_it(world, rep, owner):
    set_aside(world.deal(), until=soon(), by=rep)
    with pytest.raises(Refused):
        retire_stage(world.stages[0], by=owner)


def test_a_history_that_comes_late_leaves_it_aside_where_it_stands(world, rep):
    deal = world.deal(amount=100, at=ago(10))
    set_aside(deal, until=soon(), reason="Later", by=rep)
    before = world.fresh(deal)
    facts = {"owner_id": deal.owner_id, "amount": deal.amount}
    told = DealHistory(deal.name, [Step(ago(9), world.stages[1], facts), Step(ago(5), world.stages[0], {})], facts)
    rewrite_histories([(deal, told)], by=rep)
    now = world.fresh(deal)
    assert (now.status, now.aside_until, now.aside_reason) == ("aside", soon(), "Later")
    assert now.aside_at == before.aside_at
    assert [span.status for span in DealSpan.objects.on(deal).believed().order_by("from_at")] == [
        "open",
        "open",
        "aside",
    ]
    assert rewrite_histories([(deal, told)], by=rep) == [None]
    elsewhere = DealHistory(deal.name, [*told.steps, Step(ago(1), world.stages[2], {})], facts)
    rewrite_histories([(deal, elsewhere)], by=rep)
    assert (world.fresh(deal).status, world.fresh(deal).aside_until) == ("open", None)


def test_it_can_change_hands_meanwhile(world, rep, owner):
    deal = world.deal()
    set_aside(deal, until=soon(), by=rep)
    assign_deal(deal, world.people["manager"], by=owner)
    assert world.fresh(deal).is_aside and DealSpan.objects.on(deal).get(to_at=None).status == "aside"
