"""Every metric over random histories is what a slow and obvious computation says, split in every way, on any day."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.metrics.answer import Behind
from penstock.metrics.asking import rows_behind, run
from penstock.metrics.catalogue import METRICS
from penstock.metrics.columnar import Copy, Engine, Mark
from penstock.metrics.columnar.worked import KINDS, WORK, order_bit, work_bit
from penstock.metrics.compiling import Sight
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.question import parse
from tests.metrics.histories import ZONE, MadeUpFeed, Story, stories
from tests.metrics.slow import TODAY, Slow, compute

DAYS = st.sampled_from(
    [None, date(2024, 3, 30), date(2024, 3, 31), date(2024, 4, 1), date(2024, 4, 8), date(2024, 10, 27)]
)
PEOPLE = st.sampled_from([None, None, frozenset(), frozenset([1]), frozenset([1, 2])])
SPLITS = (
    "owner",
    "team",
    "department",
    "expected_month",
    "stage",
    "next_stage",
    "pipeline",
    "sector",
    "size",
    "type",
    "currency",
    "forecast_category",
    "loss_reason",
    "month",
    "week",
    "change",
    "cohort",
    "activity",
    "has_need",
    "competitor",
)
MORE_THAN_AMOUNTS = (
    "revenue_share",
    "purchase_frequency",
    "growth",
    "workload",
    "touches_per_deal",
    "prospects_engaged",
    "stage_time_to_next",
    "average_discount",
)
"""Figures that need more of their rows than the amounts: companies, owners, or everybody's rows."""
QUICK = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(name="copy")
def copy_fixture(tmp_path: Path) -> Iterator[Copy]:
    engine = Engine(tmp_path)
    copy = Copy(engine, tmp_path / "test.duckdb", "test")
    yield copy
    copy.close()
    engine.close()


def sight(people: Any = None) -> Sight:
    return Sight(people, ZoneInfo(ZONE), TODAY)


def ask_all(copy: Copy, told: list[Story], times: tuple[Any, Any, Any], people: Any, splits: tuple[Any, ...]) -> None:
    from_on, until_on, as_of = times
    slow = Slow(told, from_on, until_on, as_of, people)
    for key, metric in METRICS.items():
        for split in splits:
            question = {"from_on": from_on, "until_on": until_on, "as_of": as_of, "split": [split] if split else []}
            if not metric.needs_period and (split is None or DIMENSIONS[split].fits(metric.rows)):
                answer = run(parse(key, **question), sight(people), "USD", copy)
                found = {row.group[0] if split else None: (row.n, row.value) for row in answer.rows}
                assert found == near(compute(key, slow, split), split), (key, split, times)


def near(expected: dict[Any, tuple[int, Any]], split: str | None) -> dict[Any, Any]:
    """Shares, means and days to a millionth; counts and sums of money exactly. A group of nothing is no group."""
    return {
        label: (n, pytest.approx(value) if isinstance(value, float) else value)
        for label, (n, value) in expected.items()
        if n or split is None
    }


def periods(days: tuple[Any, Any, Any]) -> tuple[Any, Any, Any]:
    from_on, until_on, as_of = days
    return (until_on, from_on, as_of) if from_on and until_on and from_on > until_on else days


def makes_sense(days: tuple[Any, Any, Any]) -> bool:
    return days[0] is None or days[0] != days[1]


TIMES = st.tuples(DAYS, DAYS, DAYS).map(periods).filter(makes_sense)


@QUICK
@given(told=stories(), times=TIMES, people=PEOPLE, split=st.sampled_from(SPLITS))
def test_every_metric_is_what_the_slow_computation_says(
    copy: Copy, tmp_path: Path, told: list[Story], times: tuple[Any, Any, Any], people: Any, split: str
) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    ask_all(copy, told, times, people, (None, split))


@QUICK
@given(told=stories(), changed=stories(), times=TIMES)
def test_a_copy_that_was_kept_up_is_the_same_as_one_drawn_anew(
    copy: Copy, tmp_path: Path, told: list[Story], changed: list[Story], times: tuple[Any, Any, Any]
) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    removed = [one.id for one in told if one.id > len(changed)]
    copy.follow(MadeUpFeed(changed, tmp_path), [*(one.id for one in changed), *removed], [1], Mark(2, "then"))
    ask_all(copy, changed, times, None, (None, "owner"))
    kept = dump(copy)
    copy.draw(MadeUpFeed(changed, tmp_path), Mark(2, "then"))
    assert kept == dump(copy)


def dump(copy: Copy) -> dict[str, list[Any]]:
    tables = (
        "spans",
        "visits",
        "activities",
        "edits",
        "needs",
        "checks",
        "prices",
        "names",
        "companies",
        "stages",
        "teams",
        "mark",
    )
    return {table: copy.ask(f"SELECT * FROM {table} ORDER BY ALL") for table in (*tables, "mark")}


@QUICK
@given(told=stories())
def test_a_visit_knows_what_was_done_while_it_lasted(copy: Copy, tmp_path: Path, told: list[Story]) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    for kind in WORK:
        done = f"""EXISTS (SELECT 1 FROM activities a WHERE a.deal_id = p.deal_id AND a.kind = '{kind}'
            AND a.done_at >= p.entered_at AND a.done_at < p.left_at)"""
        assert copy.ask(f"SELECT * FROM visits p WHERE (work & {work_bit(kind)} > 0) <> {done}") == []


@QUICK
@given(told=stories())
def test_a_visit_knows_in_which_order_work_was_done(copy: Copy, tmp_path: Path, told: list[Story]) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    visits = "SELECT deal_id, entered_at, left_at, first_kind, gap_seconds, orders FROM visits"
    for deal, entered, left, *known in copy.ask(visits):
        rows = copy.ask("SELECT kind, done_at FROM activities WHERE deal_id = ? AND isfinite(done_at)", [deal])
        done = [(at, kind) for kind, at in rows if kind in KINDS and entered <= at < left]
        assert known == list(_slow_order(sorted(done)))


def _slow_order(done: list[tuple[datetime, str]]) -> tuple[str | None, int | None, int]:
    at_first = {kind for at, kind in done if at == done[0][0]}
    gap = int((done[1][0] - done[0][0]).total_seconds()) if len(done) > 1 else None
    starts = {kind: min(at for at, one in done if one == kind) for _at, kind in done}
    before = [order_bit(one, other) for one, at in starts.items() for other, later in starts.items() if at < later]
    return at_first.pop() if len(at_first) == 1 else None, gap, sum(before)


@QUICK
@given(told=stories(), times=TIMES)
def test_the_rows_behind_a_figure_add_up_to_it(
    copy: Copy, tmp_path: Path, told: list[Story], times: tuple[Any, Any, Any]
) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    for key in METRICS:
        question = parse(key, from_on=times[0], until_on=times[1], as_of=times[2], split=["owner"])
        for row in run(question, sight(), "USD", copy).rows:
            behind = rows_behind(question, row.group, sight(), copy)
            assert len(behind) == row.n
            if key in MORE_THAN_AMOUNTS:
                continue
            assert added_up(key, behind) == pytest.approx(row.value) or (row.value is None)


def added_up(key: str, rows: list[Behind]) -> Any:
    amounts = [row.amount for row in rows if row.amount is not None]
    figure = METRICS[key].figure
    if key == "pipeline_velocity":
        return velocity(rows)
    if "median" in figure:
        middle = sorted(amounts)
        return (middle[(len(middle) - 1) // 2] + middle[len(middle) // 2]) / 2 if middle else None
    if "avg" in figure or "/" in figure:
        return float(sum(amounts)) / len(amounts) if amounts else None
    return sum(amounts)


def velocity(rows: list[Behind]) -> float | None:
    won = [row for row in rows if row.outcome == "won"]
    rated = [float(row.amount) for row in won if row.amount is not None]
    days = sum(row.days for row in won)
    if not rated or not days:
        return None
    still = sum(row.outcome == "open" for row in rows)
    return still * len(won) / (len(rows) - still) * sum(rated) / len(rated) / (days / len(won))
