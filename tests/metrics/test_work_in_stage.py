"""What was done on a deal while it was in a stage: a way to split what left the stage."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import log_activity
from penstock.common import clock
from penstock.deals.actions import lose_deal, move_deal
from penstock.metrics.asking import ask, behind
from penstock.metrics.dimensions import DID
from penstock.playbooks.actions import find_need
from penstock.playbooks.models import Script, ScriptUse
from penstock.workspaces.actor import Actor
from tests.world import World

pytestmark = pytest.mark.django_db
KINDS = ("call", "meeting", "email", "task")
Told = tuple[list[tuple[str, int]], bool]


def split(by: Actor, kind: str, **words: Any) -> dict[tuple[Any, ...], tuple[int, float]]:
    rows = ask("stage_conversion", by=by, split=["stage", f"did_{kind}"], **words).rows
    return {row.group: (row.n, round(float(row.value or 0), 9)) for row in rows}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9)), max_size=3), st.booleans()), max_size=6
    )
)
def test_each_kind_splits_what_left_a_stage_by_whether_it_was_done_there(world: World, told: list[Told]) -> None:
    """Deals enter on day 0, and leave the first stage on day 5: forward or lost."""
    by, start = world.actor("owner"), clock.now() - timedelta(days=400)
    before = {kind: split(by, kind) for kind in KINDS}
    for number, (done, forward) in enumerate(told):
        deal = world.deal(f"D{number}", owner="owner", at=start)
        for kind, day in done:
            log_activity(kind, "Did it", by=by, deal=deal, at=start + timedelta(days=day))
        end = start + timedelta(days=5)
        if forward:
            move_deal(deal, world.stages[1], by=by, at=end)
        else:
            lose_deal(deal, by=by, reason=world.reason, at=end)
    for kind in KINDS:
        assert _less(split(by, kind), before[kind]) == _slow(world.stages[0].name, kind, told)


def _slow(stage: str, kind: str, told: list[Told]) -> dict[Any, tuple[int, int]]:
    found: dict[Any, tuple[int, int]] = {}
    for done, forward in told:
        group = (stage, "yes" if any(one == kind and 0 <= day < 5 for one, day in done) else "no")
        n, hits = found.get(group, (0, 0))
        found[group] = (n + 1, hits + forward)
    return found


def _less(now: dict[Any, tuple[int, float]], before: dict[Any, tuple[int, float]]) -> dict[Any, tuple[int, int]]:
    counts = {group: (n, round(n * share)) for group, (n, share) in now.items()}
    for group, (n, share) in before.items():
        counts[group] = (counts[group][0] - n, counts[group][1] - round(n * share))
    return {group: told for group, told in counts.items() if told[0]}


def test_a_script_that_was_used_counts_and_is_no_activity(world: World, rep: Actor) -> None:
    at = clock.now() - timedelta(days=10)
    with_script, without = (world.deal(name, at=at) for name in ("With", "Without"))
    script = Script.unscoped.create(workspace=world.workspace, stage=world.stages[0], number=1, made_at=at)
    ScriptUse.unscoped.create(
        workspace=world.workspace, deal=with_script, script=script, person=rep.person, at=at + timedelta(days=1)
    )
    for deal in (with_script, without):
        move_deal(deal, world.stages[1], by=rep)
    stage = world.stages[0].name
    assert split(rep, "script") == {(stage, "yes"): (1, 1.0), (stage, "no"): (1, 1.0)}
    rows = behind("stage_conversion", (), by=rep, where=[("did_script", "yes")])
    assert [row.deal_id for row in rows] == [with_script.pk]
    assert ask("activities_done", by=rep).value == 0
    known = ask("stage_conversion", by=rep, where=[("did_script", "yes")], known_as_of=date(2020, 1, 1))
    assert known.rows[0].n == 0


def test_a_need_that_was_found_in_a_stage_counts_there(world: World, rep: Actor) -> None:
    found, other = world.deal("Found"), world.deal("Other")
    find_need(found, "Leaks every week", by=rep)
    for deal in (found, other):
        move_deal(deal, world.stages[1], by=rep)
    stage = world.stages[0].name
    assert split(rep, "need") == {(stage, "yes"): (1, 1.0), (stage, "no"): (1, 1.0)}
    assert ask("activities_done", by=rep).value == 0


def test_work_in_stages_is_no_oracle_about_deals_of_others(world: World) -> None:
    deal = world.deal(owner="rep", at=clock.now() - timedelta(days=9))
    log_activity("call", "Asked", by=world.actor("rep"), deal=deal, at=clock.now() - timedelta(days=5))
    move_deal(deal, world.stages[1], by=world.actor("rep"))
    assert split(world.actor("colleague"), "call") == {}
    assert all(ask("stage_lost", by=world.actor("rep"), split=[f"did_{kind}"]).rows == () for kind in DID)
