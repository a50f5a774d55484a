"""What is learnt of stages, against counting every stay by hand, and what it says of a deal."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from math import floor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.forecasts import learning
from penstock.forecasts.curves import WEEK, Curve, Week, drawn
from penstock.forecasts.learning import AGES, Learnt, learn
from penstock.metrics.columnar import Copy, Engine, Mark
from tests.metrics.histories import BEGINNING, MadeUpFeed, Story, stories

Counted = dict[tuple[int, int], dict[int, Week]]


def stays(story: Story) -> Iterator[tuple[int, datetime, datetime | None]]:
    """The stays of a deal in open stages: where, since when and until when."""
    for _visit, spans in groupby(story.spans, key=lambda span: span.visit):
        several = list(spans)
        if not several[-1].is_closed:
            yield several[-1].stage, several[0].from_at, several[-1].to_at


def closings(story: Story) -> Iterator[tuple[datetime, str]]:
    """When a deal was won or lost, and stayed so for any time at all."""
    for status, spans in groupby(story.spans, key=lambda span: span.status):
        several = list(spans)
        if several[0].is_closed and several[-1].to_at != several[0].from_at:
            yield several[0].from_at, status


def counted(told: list[Story], at: datetime) -> Counted:
    """How many became what in which week, of every stage and age, by what had happened before a moment."""
    found: dict[tuple[int, int], Counter[tuple[int, str]]] = defaultdict(Counter)
    for story in told:
        for stage, entered, left in stays(story):
            if entered >= at:
                continue
            ends = next(((on, how) for on, how in closings(story) if entered <= on < at), (at, "open"))
            for age in AGES:
                if min(left or at, at) - entered >= timedelta(days=age):
                    week = floor(((ends[0] - entered) / timedelta(days=1) - age) / WEEK)
                    found[stage, age][week, ends[1]] += 1
    return {
        where: {week: Week(*(counts[week, how] for how in ("won", "lost", "open"))) for week, _how in counts}
        for where, counts in found.items()
    }


@pytest.fixture(name="copy")
def copy_fixture(tmp_path: Path) -> Iterator[Copy]:
    engine = Engine(tmp_path)
    copy = Copy(engine, tmp_path / "test.duckdb", "test")
    yield copy
    copy.close()
    engine.close()


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(told=stories(), later=st.sampled_from([1, 3, 10, 40, 250, 700]))
def test_what_is_learnt_is_what_one_counts(copy: Copy, tmp_path: Path, told: list[Story], later: int) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    at = BEGINNING + timedelta(days=later)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(learning, "ENOUGH", 1)
        learnt = learn(copy, at)
    expected = {where: drawn(weeks) for where, weeks in counted(told, at).items()}
    assert {(stage, age): curve for stage, ages in learnt.curves.items() for age, curve in ages.items()} == expected


def test_a_deal_is_like_those_that_had_lasted_as_long() -> None:
    young, old = Curve(100, [0.2, 0.4, 0.6], [0.0, 0.0, 0.0]), Curve(40, [0.1], [0.5])
    learnt = Learnt(datetime(2026, 1, 1, tzinfo=UTC), {7: {0: young, 30: old}})
    assert learnt.chance(7, 0, 0, 21) == 0.6
    assert learnt.chance(7, 0, 7, 14) == pytest.approx(0.2), "a period that begins later"
    assert learnt.chance(7, 7, 0, 7) == pytest.approx(0.2 / 0.8), "of those that are still open by then"
    assert learnt.chance(7, 30, 0, 7) == 0.1
    assert learnt.chance(7, 60, 0, 365) == 0, "all that becomes of them became of them before"
    assert learnt.chance(8, 0, 0, 7) is None, "of a stage of which nothing is known nothing is said"
