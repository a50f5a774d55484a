"""Deals follow what happens to their owners and stages, in the same transaction and in bulk."""

from itertools import pairwise

import pytest
from django.db.models import Q

from penstock.boards.models import StageTotal
from penstock.boards.projections import rebuild_totals
from penstock.common.errors import Refused
from penstock.deals.actions import change_deal, move_deal, undo_change, win_deal
from penstock.deals.models import Deal, DealSpan
from penstock.journal.models import Event
from penstock.people.actions import deactivate_person
from penstock.pipelines.actions import add_stage, change_stage, merge_stages, retire_pipeline, retire_stage
from penstock.workspaces.actor import Actor
from tests.world import World


def spans(deal: Deal) -> list[DealSpan]:
    return list(DealSpan.objects.on(deal).believed().order_by("from_at", "pk"))


def assert_spans_hold(deal: Deal) -> None:
    """No gap, no overlap, one current span, and it says what the deal says."""
    rows = spans(deal)
    assert all(one.to_at == two.from_at for one, two in pairwise(rows))
    assert [row.to_at for row in rows].count(None) == 1
    last, now = rows[-1], Deal.unscoped.get(pk=deal.pk)
    assert (last.stage_id, last.owner_id, last.odds, last.status) == (now.stage_id, now.owner_id, now.odds, now.status)


def assert_totals_hold(world: World) -> None:
    def drawn() -> list[tuple]:
        rows = StageTotal.unscoped.filter(~Q(count=0), workspace=world.workspace)
        return sorted(rows.values_list("stage_id", "status", "owner_id", "count", "cents", "weighted"), key=repr)

    kept = drawn()
    rebuild_totals(world.system)
    assert kept == drawn()


def test_open_deals_of_a_leaver_go_to_the_successor_and_closed_ones_stay(world: World, owner: Actor) -> None:
    open_one, won = world.deal("Open"), world.deal("Won")
    win_deal(won, by=world.actor("rep"))
    event = deactivate_person(world.people["rep"], successor=world.people["manager"], by=owner)
    assert world.fresh(open_one).owner == world.people["manager"]
    assert world.fresh(won).owner == world.people["rep"]
    told = Event.objects.of(owner).get(kind="deal.assigned", deal_id=open_one.pk)
    assert (told.person_id, told.caused_by) == (owner.person_id, event.position)
    assert_spans_hold(open_one)
    assert [span.owner_id for span in spans(open_one)] == [world.people["rep"].pk, world.people["manager"].pk]
    assert_totals_hold(world)


def test_without_a_successor_open_deals_belong_to_nobody(world: World, owner: Actor) -> None:
    deal = world.deal()
    deactivate_person(world.people["rep"], by=owner)
    assert world.fresh(deal).owner is None
    assert_spans_hold(deal)


def test_a_stage_s_probability_counts_for_open_deals_without_their_own(world: World, owner: Actor) -> None:
    plain, own, closed = world.deal("Plain", amount=100), world.deal("Own"), world.deal("Closed")
    change_deal(own, probability=77, by=owner)
    win_deal(closed, by=owner)
    before = Event.objects.of(owner).count()
    change_stage(world.stages[0], probability=42, by=owner)
    assert [world.fresh(deal).odds for deal in (plain, own, closed)] == [42, 77, 100]
    assert Event.objects.of(owner).count() == before + 1
    assert_spans_hold(plain)
    first, second = spans(plain)
    assert (first.odds, second.odds) == (15, 42)
    assert (second.visit, second.entered_at) == (first.visit, first.entered_at)
    assert_totals_hold(world)


def test_a_move_before_the_stage_changed_cannot_be_undone(world: World, owner: Actor) -> None:
    deal = world.deal()
    moved = move_deal(deal, world.stages[1], by=owner)
    change_stage(world.stages[1], probability=11, by=owner)
    with pytest.raises(Refused, match="changed since"):
        undo_change(deal, moved.position, by=owner)
    assert_spans_hold(deal)


def test_merged_stages_keep_their_history_and_the_visit_goes_on(world: World, owner: Actor) -> None:
    deal, own = world.deal(), world.deal("Own", probability=5)
    entered = deal.stage_entered_at
    first, second = world.stages[:2]
    merge_stages(first, second, by=owner)
    assert merge_stages(first, second, by=owner) is None
    now = world.fresh(deal)
    assert (now.stage, now.odds, now.stage_entered_at) == (second, second.probability, entered)
    assert (world.fresh(own).stage, world.fresh(own).odds) == (second, 5)
    rows = spans(deal)
    assert [row.stage_id for row in rows] == [first.pk, second.pk]
    assert rows[0].visit == rows[1].visit
    first.refresh_from_db()
    assert (first.merged_into_id, first.retired_at is None) == (second.pk, False)
    assert_spans_hold(deal)
    assert_spans_hold(own)
    assert_totals_hold(world)


def test_closed_deals_of_a_merged_stage_stay_closed(world: World, owner: Actor) -> None:
    other = add_stage(world.pipeline, "Won again", kind="won", by=owner)
    deal = world.deal()
    win_deal(deal, by=owner)
    closed_at = world.fresh(deal).closed_at
    merge_stages(world.fresh(deal).stage, other, by=owner)
    now = world.fresh(deal)
    assert (now.stage, now.status, now.closed_at, now.odds) == (other, "won", closed_at, 100)
    assert_totals_hold(world)


def test_retiring_a_stage_asks_where_its_open_deals_go(world: World, owner: Actor) -> None:
    deal = world.deal()
    with pytest.raises(Refused, match="1 open deal"):
        retire_stage(world.stages[0], by=owner)
    world.stages[0].refresh_from_db()
    assert world.stages[0].retired_at is None
    retire_stage(world.stages[0], into=world.stages[2], by=owner)
    assert world.fresh(deal).stage == world.stages[2]
    assert Event.objects.of(owner).filter(kind="deal.moved", deal_id=deal.pk).count() == 1
    rows = spans(deal)
    assert [row.visit for row in rows] == [1, 2]
    assert world.fresh(deal).stage_entered_at == rows[1].entered_at == rows[1].from_at
    assert_spans_hold(deal)
    assert_totals_hold(world)


def test_a_pipeline_with_open_deals_is_not_retired(world: World, owner: Actor) -> None:
    from penstock.pipelines.actions import create_pipeline
    from penstock.pipelines.templates import SHORT

    second = create_pipeline("Second", SHORT.stages, by=owner)
    deal = world.deal()
    with pytest.raises(Refused, match="1 open deal"):
        retire_pipeline(world.pipeline, by=owner)
    world.pipeline.refresh_from_db()
    assert world.pipeline.retired_at is None
    win_deal(deal, by=owner)
    assert retire_pipeline(world.pipeline, by=owner) is not None
    with pytest.raises(Refused, match="only pipeline"):
        retire_pipeline(second, by=owner)


def test_the_kind_of_a_stage_that_deals_met_is_fixed(world: World, owner: Actor) -> None:
    world.deal()
    with pytest.raises(Refused, match="cannot change"):
        change_stage(world.stages[0], kind="lost", by=owner)
    assert change_stage(world.stages[1], kind="lost", by=owner) is not None


def test_handing_over_takes_as_many_queries_for_many_deals_as_for_few(
    world: World, owner: Actor, django_assert_max_num_queries
) -> None:
    for number in range(60):
        world.deal(f"Deal {number}")
    with django_assert_max_num_queries(45):
        deactivate_person(world.people["rep"], successor=world.people["manager"], by=owner)
    assert Deal.unscoped.filter(owner=world.people["manager"]).count() == 60
