"""The totals of the columns are kept true by every action, and are what the deals say when drawn anew."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from penstock.boards.models import StageTotal
from penstock.boards.projections import rebuild_totals
from penstock.common import clock
from penstock.common.errors import Problem
from penstock.deals.actions import (
    assign_deal,
    bring_back,
    change_deal,
    lose_deal,
    move_deal,
    open_deal,
    remove_deal,
    reopen_deal,
    restore_deal,
    set_aside,
    undo_change,
    win_deal,
)
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.pipelines.actions import change_stage, merge_stages, retire_stage
from penstock.pipelines.models import Stage
from tests.world import World, build_world

pytestmark = pytest.mark.django_db
FACTS = ("pipeline_id", "stage_id", "status", "owner_id", "currency", "count", "cents", "weighted")


def totals(world: World) -> set[tuple[Any, ...]]:
    """The totals that are not nought."""
    return set(StageTotal.objects.of(world.system).exclude(count=0).values_list(*FACTS))


def test_an_opened_deal_is_counted_with_its_value_and_weight(world: World) -> None:
    world.deal(amount=Decimal("1000.10"))
    rep, stage = world.people["rep"].pk, world.stages[0]
    assert totals(world) == {(world.pipeline.pk, stage.pk, "open", rep, "USD", 1, 100010, 15002)}


def test_a_moved_deal_is_counted_where_it_went(world: World, rep: Any) -> None:
    deal = world.deal(amount=100)
    move_deal(deal, world.stages[2], by=rep)
    assert {(row[1], row[5]) for row in totals(world)} == {(world.stages[2].pk, 1)}


def test_a_removed_deal_is_not_counted_until_it_is_restored(world: World, rep: Any) -> None:
    deal = world.deal(amount=100)
    before = totals(world)
    remove_deal(deal, by=rep)
    assert totals(world) == set()
    restore_deal(deal, by=rep)
    assert totals(world) == before


class Player:
    """Plays one of the moves on one of the deals; what is refused changes nothing."""

    def __init__(self, world: World) -> None:
        self.world, self.deals = world, []

    def play(self, verb: str, which: int, number: int, currency: str) -> None:
        by = self.world.system
        if verb == "open" or not self.deals:
            owner = self.world.people["rep"] if number % 3 else None
            fields = {"amount": Decimal(number) / 7, "currency": currency}
            self.deals.append(open_deal("Deal", by=by, owner=owner, **fields))
            return
        deal = self.deals[which % len(self.deals)]
        moves = {
            "move": lambda: move_deal(deal, self.world.stages[number % 4], by=by),
            "win": lambda: win_deal(deal, by=by),
            "lose": lambda: lose_deal(deal, by=by, reason=self.world.reason),
            "reopen": lambda: reopen_deal(deal, by=by),
            "assign": lambda: assign_deal(deal, self.world.people[("rep", "manager")[number % 2]], by=by),
            "amount": lambda: change_deal(deal, by=by, amount=Decimal(number) / 3, currency=currency),
            "odds": lambda: change_deal(deal, by=by, probability=number % 101),
            "remove": lambda: remove_deal(deal, by=by),
            "restore": lambda: restore_deal(deal, by=by),
            "weigh": lambda: change_stage(self.stage(number), by=by, probability=number % 101),
            "merge": lambda: merge_stages(self.stage(number), self.stage(which), by=by),
            "retire": lambda: retire_stage(self.stage(number), by=by, into=self.stage(which)),
            "aside": lambda: set_aside(deal, until=clock.now().date() + timedelta(days=2 + number % 28), by=by),
            "back": lambda: bring_back(deal, by=by),
            "undo": lambda: undo_change(deal, self.last(deal), by=by),
        }
        with suppress(Problem):
            moves[verb]()

    def stage(self, number: int) -> Stage:
        return Stage.objects.of(self.world.system).get(pk=self.world.stages[number % 4].pk)

    def last(self, deal: Deal) -> int:
        return Event.objects.of(self.world.system).filter(deal_id=deal.pk).latest("position").position


OF_DEALS = ("open", "move", "win", "lose", "reopen", "assign", "amount", "odds", "remove", "restore", "undo")
OF_DEALS += ("aside", "back")
VERBS = (*OF_DEALS, "weigh", "merge", "retire")
STEP = st.tuples(
    st.sampled_from(VERBS), st.integers(0, 3), st.integers(0, 100_000), st.sampled_from(("USD", "EUR", "RUB"))
)


class Kept(TestCase):
    """Whatever is done, the totals kept are the totals drawn anew."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEP, min_size=3, max_size=25))
    def test_kept_totals_are_the_rebuilt_ones(self, steps: list[Any]) -> None:
        player = Player(build_world())
        for step in steps:
            player.play(*step)
        kept = totals(player.world)
        rebuild_totals(player.world.system)
        assert kept == totals(player.world)
