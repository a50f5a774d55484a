"""Deals move, are won, lost and reopened; each change is a span and an event."""

from datetime import timedelta
from decimal import Decimal

import pytest

from penstock.common import clock
from penstock.common.errors import Conflict, NotPermitted, Refused
from penstock.deals.actions import lose_deal, move_deal, open_deal, reopen_deal, win_deal
from penstock.deals.models import DealSpan
from penstock.journal.models import Event


def spans(deal):
    return list(DealSpan.objects.on(deal).believed().order_by("from_at", "pk"))


def kinds(deal):
    return list(
        Event.objects.on(deal.workspace).filter(deal_id=deal.pk).order_by("position").values_list("kind", flat=True)
    )


def test_opening_a_deal_begins_its_first_span_and_visit(world, rep):
    deal = open_deal("Big order", by=rep, amount=Decimal("12.345"))
    (span,) = spans(deal)
    assert (span.stage_id, span.status, span.value, span.visit) == (world.stages[0].pk, "open", Decimal("12.35"), 1)
    assert (span.from_at, span.to_at, deal.owner_id) == (deal.opened_at, None, rep.person_id)


def test_a_move_closes_one_span_and_begins_the_next(world, rep):
    deal = world.deal()
    move_deal(deal, world.stages[1], by=rep)
    first, second = spans(deal)
    assert first.to_at == second.from_at == world.fresh(deal).stage_entered_at
    assert (first.visit, second.visit, kinds(deal)) == (1, 2, ["deal.opened", "deal.moved"])


def test_moving_a_deal_where_it_already_is_records_nothing(world, rep):
    deal = world.deal()
    assert move_deal(deal, world.stages[0], by=rep) is None
    assert kinds(deal) == ["deal.opened"]


def test_winning_twice_is_winning_once(world, rep):
    deal = world.deal()
    assert win_deal(deal, by=rep) is not None
    assert win_deal(deal, by=rep) is None
    assert kinds(deal) == ["deal.opened", "deal.won"]
    assert world.fresh(deal).odds == 100


def test_a_loss_without_a_reason_is_refused_and_changes_nothing(world, rep):
    deal = world.deal()
    with pytest.raises(Refused) as refusal:
        lose_deal(deal, by=rep)
    assert "loss_reason" in refusal.value.fields
    assert world.fresh(deal).status == "open"
    assert kinds(deal) == ["deal.opened"]


def test_a_lost_deal_keeps_its_reason_and_reopening_clears_it(world, rep):
    deal = world.deal()
    lose_deal(deal, by=rep, reason=world.reason, comment=" too dear ")
    lost = world.fresh(deal)
    assert (lost.status, lost.loss_reason_id, lost.loss_comment) == ("lost", world.reason.pk, "too dear")
    reopen_deal(deal, by=rep)
    again = world.fresh(deal)
    assert (again.status, again.loss_reason_id, again.closed_at) == ("open", None, None)
    assert kinds(deal) == ["deal.opened", "deal.lost", "deal.reopened"]


def test_whoever_was_slower_is_told_where_the_deal_is(world, rep, manager):
    deal = world.deal()
    move_deal(deal, world.stages[1], by=manager, seen_stage=world.stages[0].pk)
    with pytest.raises(Conflict, match=world.stages[1].name):
        move_deal(deal, world.stages[2], by=rep, seen_stage=world.stages[0].pk)
    assert world.fresh(deal).stage_id == world.stages[1].pk


def test_a_deal_that_may_be_read_but_not_written_stays_where_it_is(world, viewer, rep, manager):
    deal = world.deal(owner="manager")
    for actor in (viewer, rep):
        with pytest.raises(NotPermitted):
            move_deal(deal, world.stages[1], by=actor)
    assert world.fresh(deal).stage_id == world.stages[0].pk


def test_the_colleague_and_the_stranger_cannot_even_see_it(world, colleague, stranger):
    deal = world.deal()
    for actor in (colleague, stranger):
        with pytest.raises(NotPermitted, match="does not exist"):
            win_deal(deal, by=actor)
    assert world.fresh(deal).status == "open"


def test_a_stage_of_another_workspace_is_refused(world, rep, stranger):
    deal, foreign = world.deal(), open_deal("Theirs", by=stranger).stage
    with pytest.raises(Refused):
        move_deal(deal, foreign, by=rep)
    assert world.fresh(deal).stage_id == world.stages[0].pk


def test_a_move_can_be_dated_back_but_not_before_the_last_change_nor_into_the_future(world, rep):
    now = clock.now()
    deal = open_deal("Old", by=rep, at=now - timedelta(days=10))
    move_deal(deal, world.stages[1], by=rep, at=now - timedelta(days=5))
    assert spans(deal)[1].from_at == now - timedelta(days=5)
    for moment in (now - timedelta(days=7), now + timedelta(days=1)):
        with pytest.raises(Refused):
            move_deal(deal, world.stages[2], by=rep, at=moment)
    assert len(spans(deal)) == 2
