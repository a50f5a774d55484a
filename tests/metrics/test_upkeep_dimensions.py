"""What is known of deals, and how long they stayed, as ways to split."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from penstock.activities.actions import complete_activity, plan_activity, write_note
from penstock.common import clock
from penstock.deals.actions import move_deal, win_deal
from penstock.metrics.asking import ask, behind
from penstock.metrics.dimensions import UPKEEP
from penstock.metrics.parts import largest, medians
from penstock.workspaces.actor import Actor
from tests.world import World


def counted(by: Actor, key: str, **words: Any) -> dict[str | None, int]:
    return {row.group[0]: row.n for row in ask("open_deals", by=by, split=[key], **words).rows}


def test_open_deals_split_by_what_is_known_of_them(world: World, rep: Actor) -> None:
    old = clock.now() - timedelta(days=60)
    known = world.deal("Known", at=old, amount=Decimal(5), expected_close_on=date(2030, 1, 1))
    world.deal("Unknown", at=old)
    assert {key: counted(rep, key) for key in UPKEEP} == {
        "has_value": {"yes": 1, "no": 1},
        "has_close_day": {"yes": 1, "no": 1},
        "has_next_step": {"no": 2},
        "is_fresh": {"no": 2},
    }
    step = plan_activity("call", "Ask", by=rep, deal=known, due_at=clock.now() + timedelta(days=2))
    assert counted(rep, "has_next_step") == {"yes": 1, "no": 1}
    assert counted(rep, "has_next_step", as_of=clock.now().date() - timedelta(days=9)) == {"no": 2}
    complete_activity(step, by=rep)
    assert counted(rep, "has_next_step") == {"no": 2}
    assert counted(rep, "is_fresh") == {"yes": 1, "no": 1}
    assert [row.deal_id for row in behind("open_deals", ("yes",), by=rep, split=["is_fresh"])] == [known.pk]
    assert counted(world.actor("colleague"), "is_fresh") == {}


def test_a_note_touches_nobody(world: World, rep: Actor) -> None:
    deal = world.deal(at=clock.now() - timedelta(days=60))
    write_note("Thought", by=rep, deal=deal)
    assert counted(rep, "is_fresh") == {"no": 1}


def test_stays_split_by_how_long_they_were(world: World, rep: Actor) -> None:
    start = clock.now() - timedelta(days=200)
    for days in (0.5, 1, 2.9, 3, 89, 90, 150):
        deal = world.deal(f"D{days}", at=start)
        move_deal(deal, world.stages[1], by=rep, at=start + timedelta(days=days))
    rows = ask("stage_moved_on", by=rep, split=["stay"]).rows
    assert {row.group[0]: row.n for row in rows} == {"0–1": 1, "1–3": 2, "3–7": 1, "30–90": 1, "90+": 2}


def test_closed_deals_wait_for_no_next_stage(world: World, rep: Actor) -> None:
    start = clock.now() - timedelta(days=200)
    for days in (2, 4, 6):
        win_deal(world.deal(f"D{days}", at=start), by=rep, at=start + timedelta(days=days))
    answer = ask("stage_time_to_next", by=rep).rows[0]
    assert (answer.n, answer.value) == (3, 4)
    assert [row.group[0] for row in ask("stage_time_to_next", by=rep, split=["stage"]).rows] == [world.stages[0].name]


def test_medians_have_intervals_by_rank_and_the_largest_row_is_found(world: World, rep: Actor) -> None:
    start = clock.now() - timedelta(days=200)
    for number in range(1, 26):
        deal = world.deal(f"D{number}", at=start, amount=Decimal(number))
        move_deal(deal, world.stages[1], by=rep, at=start + timedelta(days=number))
    told = medians("stage_days_median", by=rep, split=["owner"])[("Rep",)]
    assert (told.n, told.value) == (25, 13)
    assert (told.low, told.high) == (8, 18), "ranks 25 ÷ 2 ∓ 1.96 × 5 ÷ 2, and one more above"
    assert medians("stage_days_median", by=world.actor("colleague")) == {}
    one = largest("pipeline_value", by=rep)[()]
    assert (one.deal_id, one.amount, one.total, one.n) == (deal.pk, 25, 325, 25)
