"""What is learnt of stages, against counting every stay by hand, and what it says of a deal."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from math import floor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.forecasts import learning
from penstock.forecasts.curves import WEEK, Curve, Week, drawn
from penstock.forecasts.learning import AGES, Learnt, learn, steps
from penstock.forecasts.seasons import Seasons
from penstock.metrics.columnar import Copy, Mark
from tests.metrics.histories import BEGINNING, MadeUpFeed, Story, stories
from tests.metrics.test_figures import copy_fixture

NONE = Seasons()
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


copy = copy_fixture


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


LEARNT = Learnt(
    datetime(2026, 1, 1, tzinfo=UTC),
    {7: {0: Curve(100, [0.2, 0.4, 0.6], [0.0, 0.0, 0.0]), 30: Curve(40, [0.1], [0.5])}},
)


def chance(days: float, begins: int, ends: int, seasons: Seasons = NONE, stage: int = 7) -> float | None:
    return LEARNT.chance(stage, days, steps(date(2026, 1, 1), begins, ends, seasons))


def test_a_deal_is_like_those_that_had_lasted_as_long() -> None:
    assert chance(0, 0, 21) == pytest.approx(0.6)
    assert chance(0, 7, 14) == pytest.approx(0.2), "a period that begins later"
    assert chance(0, 3, 10) == pytest.approx(0.2), "in the middle of a week"
    assert chance(7, 0, 7) == pytest.approx(0.2 / 0.8), "of those that are still open by then"
    assert chance(30, 0, 7) == 0.1
    assert chance(60, 0, 365) == 0, "all that becomes of them became of them before"
    assert chance(0, 0, 7, stage=8) is None, "of a stage of which nothing is known nothing is said"


def test_more_is_won_in_a_season_and_less_is_left_after_it() -> None:
    busy = Seasons({1: 2.0})
    assert chance(0, 0, 7, busy) == pytest.approx(0.4)
    assert chance(0, 0, 14, busy) == pytest.approx(0.4 + 0.6 * 2 * 0.2 / 0.8)
    assert chance(0, 0, 365, Seasons({1: 100.0})) == 1


@given(st.integers(0, 400), st.integers(0, 60), st.integers(1, 60), st.floats(0, 5))
def test_parts_of_a_period_come_to_the_whole(days: int, begins: int, lasts: int, factor: float) -> None:
    seasons, middle, ends = Seasons({1: factor, 2: 1 / (factor + 1)}), begins + lasts // 2, begins + lasts
    whole, parts = (
        chance(days, begins, ends, seasons),
        [chance(days, *part, seasons) for part in ((begins, middle), (middle, ends))],
    )
    assert whole is not None and 0 <= whole <= 1
    # Of the same weeks: where a week is parted its season is parted too, so that less than a week differs.
    if middle % WEEK == begins % WEEK == 0:
        assert whole == pytest.approx(sum(part or 0 for part in parts))


def test_late_is_who_waits_longer_than_nearly_all_that_were_won() -> None:
    assert LEARNT.late_after(7) == 21 and LEARNT.late_after(8) is None
    nobody = Learnt(LEARNT.at, {7: {0: Curve(50, [0.0], [0.5])}})
    assert nobody.late_after(7) is None
    assert LEARNT.won_at_last(7) == (0.6, 100) and LEARNT.won_at_last(8) is None
