"""The copy never misses what the asker just did, on either database."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from penstock.activities.actions import log_activity
from penstock.common import clock
from penstock.deals.actions import (
    DealHistory,
    Step,
    assign_deal,
    ingest_deals,
    move_deal,
    remove_deal,
    restore_deal,
    undo_change,
    win_deal,
)
from penstock.metrics.asking import ask, behind
from penstock.metrics.columnar import copy as columnar_copy
from penstock.people.actions import change_person, set_rate
from penstock.workspaces.actor import Actor
from tests.world import World


def value(key: str, by: Actor, **words: Any) -> Any:
    return ask(key, by=by, **words).value


def table(key: str, by: Actor, *split: str, **words: Any) -> dict[Any, Any]:
    return {
        row.group[0] if len(split) == 1 else row.group: row.value for row in ask(key, by=by, split=split, **words).rows
    }


def test_a_deal_counts_as_soon_as_it_is_opened(world: World, rep: Actor) -> None:
    assert value("open_deals", rep) == 0
    world.deal(amount=Decimal(100))
    assert (value("open_deals", rep), value("pipeline_value", rep)) == (1, 100)


def test_a_win_is_seen_by_the_next_question(world: World, rep: Actor) -> None:
    deal = world.deal(amount=Decimal(100))
    assert value("deals_won", rep) == 0
    win_deal(deal, by=rep)
    assert (value("deals_won", rep), value("revenue_won", rep), value("open_deals", rep)) == (1, 100, 0)


def test_an_undone_win_was_never_won(world: World, rep: Actor) -> None:
    deal = world.deal()
    won = win_deal(deal, by=rep)
    assert value("deals_won", rep) == 1
    undo_change(deal, won.position, by=rep)
    assert (value("deals_won", rep), value("open_deals", rep)) == (0, 1)


def test_a_removed_deal_is_in_no_number_until_it_is_restored(world: World, rep: Actor) -> None:
    deal = world.deal()
    value("open_deals", rep)
    remove_deal(deal, by=rep)
    assert value("open_deals", rep) == 0
    restore_deal(deal, by=rep)
    assert value("open_deals", rep) == 1


def test_what_was_rolled_back_does_not_stay_in_the_copy(world: World, rep: Actor) -> None:
    deal = world.deal()
    with transaction.atomic():
        win_deal(deal, by=rep)
        assert value("deals_won", rep) == 1
        transaction.set_rollback(True)
    assert value("deals_won", rep) == 0
    assign_deal(deal, None, by=rep)
    assert value("deals_won", rep) == 0


def test_work_counts_once_however_often_its_deal_is_drawn(world: World, rep: Actor) -> None:
    deal = world.deal()
    assert value("calls_made", rep) == 0
    for made in (1, 2, 3):
        log_activity("call", "Asked", by=rep, deal=deal)
        assert value("calls_made", rep) == made


def test_what_was_written_goes_into_the_file_now_and_then(
    world: World, rep: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columnar_copy, "WRITTEN", 2)
    for opened in (1, 2, 3, 4, 5):
        world.deal()
        assert value("open_deals", rep) == opened


def test_names_that_change_are_told_anew(world: World, rep: Actor) -> None:
    world.deal()
    assert table("open_deals", rep, "owner") == {"Rep": 1}
    change_person(world.people["rep"], name="Anna", by=world.system)
    assert table("open_deals", rep, "owner") == {"Anna": 1}


def test_a_rate_that_is_set_brings_a_currency_in(world: World, rep: Actor) -> None:
    world.deal(amount=Decimal(100))
    world.deal(amount=Decimal(200), currency="EUR")
    answer = ask("pipeline_value", by=rep)
    assert (answer.value, answer.left_out, answer.rows[0].n) == (100, {"EUR": 200}, 1)
    set_rate("EUR", Decimal("1.5"), datetime(2020, 1, 1, tzinfo=UTC).date(), by=world.system)
    answer = ask("pipeline_value", by=rep)
    assert (answer.value, answer.left_out, answer.rows[0].n) == (400, {}, 2)


def test_nobody_counts_what_they_may_not_see(world: World) -> None:
    world.deal(owner="rep")
    world.deal(owner="colleague")
    seen = {role: value("open_deals", world.actor(role)) for role in ("rep", "manager", "colleague", "viewer", "owner")}
    assert seen == {"rep": 1, "manager": 1, "colleague": 1, "viewer": 2, "owner": 2}
    assert value("open_deals", world.actor("stranger")) == 0
    assert table("open_deals", world.actor("rep"), "owner") == {"Rep": 1}
    assert value("open_deals", world.actor("rep"), where=[("owner", "Colleague")]) == 0
    assert behind("open_deals", (), by=world.actor("rep"), where=[("owner", "Colleague")]) == []


def test_splits_by_stage_come_in_the_order_of_the_pipeline(world: World, rep: Actor) -> None:
    deals = [world.deal() for _n in range(3)]
    move_deal(deals[0], world.stages[2], by=rep)
    move_deal(deals[1], world.stages[1], by=rep)
    assert list(table("stage_deals", rep, "stage")) == [stage.name for stage in world.stages[:3]]
    assert table("stage_moved_on", rep, "stage", "next_stage") == {
        (world.stages[0].name, world.stages[1].name): 1,
        (world.stages[0].name, world.stages[2].name): 1,
    }


def test_a_question_costs_the_same_queries_however_many_deals_there_are(
    world: World, rep: Actor, django_assert_num_queries: Any
) -> None:
    world.deal()
    value("open_deals", rep)
    with django_assert_num_queries(1):
        value("open_deals", rep)


def test_entering_a_stage_anew_in_an_imported_history_is_a_visit_of_its_own(world: World, rep: Actor) -> None:
    begin, (first, second) = clock.now() - timedelta(days=9), world.stages[:2]
    days = [(0, first), (1, first), (4, second)]
    steps = [Step(begin + timedelta(days=day), stage, {"owner_id": rep.person_id}, enters=True) for day, stage in days]
    ingest_deals([DealHistory("Imported", steps, {"currency": "USD"})], by=world.system)
    assert table("stage_days", rep, "stage", "next_stage") == {
        (first.name, first.name): 1,
        (first.name, second.name): 3,
    }
    assert table("stage_entered", rep, "stage") == {first.name: 1, second.name: 1}
