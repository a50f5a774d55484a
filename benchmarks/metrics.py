"""Any one metric by any one dimension, asked anew each time, beside a bare count in the same engine."""

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import timing
from benchmarks.timing import Figure
from penstock.metrics.asking import ask
from penstock.metrics.catalogue import METRICS
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import DIMENSIONS
from penstock.workspaces.actor import Actor

SHOWN = (
    ("pipeline_value", "owner"),
    ("win_rate", "sector"),
    ("stage_days_median", "stage"),
    ("stage_conversion", "team"),
)


def metrics(by: Actor, deals: int) -> Iterator[Figure]:
    """A few that people look at, and the slowest of all that can be asked."""
    floor = timing.median(timing.times(_bare(by)))
    for key, split in SHOWN:
        yield _figure(f"{key} by {split}", _asked_anew(by, key, split), floor, deals)
    key, split = max(_all(), key=lambda one: min(timing.times(_asked_anew(by, *one), 2)))
    yield _figure(f"slowest: {key} by {split}", _asked_anew(by, key, split), floor, deals)


def _figure(name: str, run: Callable[[], Any], floor: float, deals: int) -> Figure:
    taken = timing.times(run, 10)
    return Figure(name, deals, timing.median(taken), timing.p95(taken), floor, timing.queries_of(run))


def _all() -> list[tuple[str, str]]:
    """Every metric by every dimension that it has."""
    return [(key, one.key) for key, metric in METRICS.items() for one in DIMENSIONS.values() if one.fits(metric.rows)]


def _asked_anew(by: Actor, key: str, split: str) -> Callable[[], Any]:
    def run() -> Any:
        with caught_up(by.workspace) as copy:
            copy.forget()
        return ask(key, by=by, split=[split])

    return run


def _bare(by: Actor) -> Callable[[], Any]:
    def run() -> Any:
        with caught_up(by.workspace) as copy:
            copy.forget()
            return copy.ask("SELECT count(*) FROM spans p WHERE p.to_at = 'infinity'")

    return run
