"""What pages of numbers cost, asked anew each time, beside the same computed by SQL on the database."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection

from benchmarks import timing
from benchmarks.timing import Figure
from penstock.common import clock
from penstock.metrics.asking import ask
from penstock.metrics.catalogue import METRICS
from penstock.metrics.copies import caught_up, one_reading
from penstock.workspaces.actor import Actor

RUNS = 5
SLOW_RUNS = 2
WIDGETS: tuple[tuple[str, str | None], ...] = (
    ("open_deals", None),
    ("pipeline_value", None),
    ("win_rate", None),
    ("revenue_won", None),
    ("pipeline_value", "stage"),
    ("stage_conversion", "stage"),
    ("stage_days_median", "stage"),
    ("revenue_won", "owner"),
    ("win_rate", "sector"),
    ("revenue_won", "month"),
    ("losses", "loss_reason"),
    ("cycle_length", "source"),
)
"""What twelve widgets of a dashboard would ask."""

THEN, NOW = "open deals as of half a year ago", "win rate by owner"
STOOD = "from_at < %s AND (to_at >= %s OR to_at IS NULL) AND superseded_at IS NULL AND workspace_id = %s"
SAME_IN_SQL = {
    THEN: f"""SELECT stage_id, count(*), sum(value) FROM deals_dealspan
        WHERE status = 'open' AND {STOOD} GROUP BY stage_id""",
    NOW: """SELECT owner_id, avg(status = 'won') FROM deals_deal
        WHERE status IN ('won', 'lost') AND removed_at IS NULL AND workspace_id = %s GROUP BY owner_id""",
}
ON_POSTGRESQL = {"avg(status = 'won')": "avg((status = 'won')::int)"}


def numbers(by: Actor, deals: int) -> Iterator[Figure]:
    """Twelve widgets, the whole catalogue, what changed, a past day, and two of them in plain SQL."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    yield _figure("twelve widgets", page(by, WIDGETS), deals)
    yield _figure("the catalogue, a quarter and the one before", _quarters(by, today), deals, SLOW_RUNS)
    yield _figure("pipeline changes of a quarter", _changes(by, today), deals)
    past = _half_a_year_ago(by)
    plain = {name: _plain(SAME_IN_SQL[name], given) for name, given in asked_in_sql(by).items()}
    yield _figure(THEN, page(by, [("pipeline_value", "stage")], as_of=past), deals, floor=plain[THEN])
    yield _figure(NOW, page(by, [("win_rate", "owner")]), deals, floor=plain[NOW])


def asked_in_sql(by: Actor) -> dict[str, tuple[Any, ...]]:
    """What the plain SQL of each figure takes."""
    moment = clock.day_start(_half_a_year_ago(by) + timedelta(days=1), by.workspace.zone)
    return {THEN: (moment, moment, by.workspace_id), NOW: (by.workspace_id,)}


def _half_a_year_ago(by: Actor) -> date:
    return clock.day_of(clock.now(), by.workspace.zone) - timedelta(days=182)


def _figure(
    name: str, run: Callable[[], Any], deals: int, runs: int = RUNS, floor: Callable[[], Any] | None = None
) -> Figure:
    taken = timing.times(run, runs, warm_up=1)
    plain = timing.median(timing.times(floor, SLOW_RUNS, warm_up=1)) if floor else 0.0
    return Figure(name, deals, timing.median(taken), timing.p95(taken), plain, timing.queries_of(run))


def page(by: Actor, asked: Any, **words: Any) -> Callable[[], Any]:
    """Asks for several figures at one moment, none of them remembered."""

    def run() -> Any:
        with one_reading(by.workspace), caught_up(by.workspace) as copy:
            copy.forget()
            return [ask(key, by=by, split=[split] if split else [], **words) for key, split in asked]

    return run


def _quarters(by: Actor, today: date) -> Callable[[], Any]:
    """Every figure of the last ninety-one days and of those before."""
    asked = [(key, None) for key in METRICS]
    first, second, end = (today - timedelta(days=days) for days in (182, 91, 0))
    one, other = page(by, asked, from_on=first, until_on=second), page(by, asked, from_on=second, until_on=end)
    return lambda: (one(), other())


def _changes(by: Actor, today: date) -> Callable[[], Any]:
    return page(by, [("pipeline_changes", "change")], from_on=today - timedelta(days=91), until_on=today)


def _plain(sql: str, parameters: tuple[Any, ...]) -> Callable[[], Any]:
    """The same in the database's own SQL."""
    return timing.bare(on_postgresql(sql) if connection.vendor == "postgresql" else sql, *parameters)


def on_postgresql(sql: str) -> str:
    """The same as PostgreSQL says it."""
    for ours, theirs in ON_POSTGRESQL.items():
        sql = sql.replace(ours, theirs)
    return sql
