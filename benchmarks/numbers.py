"""What pages of numbers cost, asked anew each time, and single figures that people look at."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from benchmarks import timing
from benchmarks.asked import BOARD, QUARTER, THEN, Asked, board_heads, words
from benchmarks.timing import Figure
from penstock.common import clock
from penstock.metrics.asking import ask
from penstock.metrics.catalogue import METRICS
from penstock.metrics.copies import caught_up, one_reading
from penstock.workspaces.actor import Actor

RUNS = 10
PAGE_RUNS = 5
SLOW_RUNS = 2
SHOWN = (
    Asked("pipeline_value", "owner"),
    Asked("win_rate", "owner"),
    Asked("win_rate", "sector"),
    Asked("revenue_won", "month"),
    Asked("cycle_length", "source"),
    Asked("pipeline_velocity", "owner"),
    Asked("stage_days_median", "stage"),
    Asked("stage_conversion", "team"),
    Asked("losses", "loss_reason"),
    Asked("activities_done", "owner"),
    Asked("touches_per_deal", "owner"),
    Asked("win_rate", "owner", QUARTER),
    Asked("activities_done", "owner", QUARTER),
    Asked("pipeline_value", "stage", THEN),
    Asked("pipeline_changes", "change", QUARTER),
)
"""One metric by one dimension, as people look at them."""

WIDGETS = (
    Asked("open_deals"),
    Asked("pipeline_value"),
    Asked("win_rate"),
    Asked("revenue_won"),
    Asked("pipeline_value", "stage"),
    Asked("stage_conversion", "stage"),
    Asked("stage_days_median", "stage"),
    Asked("revenue_won", "owner"),
    Asked("win_rate", "sector"),
    Asked("revenue_won", "month"),
    Asked("losses", "loss_reason"),
    Asked("cycle_length", "source"),
)
"""What twelve widgets of a dashboard would ask."""

HEADS = Asked(BOARD, "stage", THEN)


def numbers(by: Actor, floor: float, deals: int) -> Iterator[Figure]:
    """Single figures, the heads of a past board, twelve widgets, and the whole catalogue twice."""
    for one in SHOWN:
        yield _figure(one.name, page(by, [one]), deals, RUNS, floor, (one,))
    yield _figure(f"board heads, {THEN}", _heads(by), deals, RUNS, floor, (HEADS,))
    yield _figure("twelve widgets", page(by, WIDGETS), deals, PAGE_RUNS, None, WIDGETS)
    yield _figure("the catalogue, a quarter and the one before", _quarters(by), deals, SLOW_RUNS)


def _figure(
    name: str,
    run: Callable[[], Any],
    deals: int,
    runs: int,
    floor: float | None = None,
    same: tuple[Asked, ...] = (),
) -> Figure:
    taken = timing.times(run, runs, warm_up=1)
    return Figure(name, deals, timing.median(taken), timing.p95(taken), floor, timing.queries_of(run), same)


def page(by: Actor, asked: Any, **period: date) -> Callable[[], Any]:
    """Asks for several figures at one moment, none of them remembered."""

    def run() -> Any:
        with one_reading(by.workspace), caught_up(by.workspace) as copy:
            copy.forget()
            return [ask(one.key, by=by, **words(one, by), **period) for one in asked]

    return run


def _heads(by: Actor) -> Callable[[], Any]:
    def run() -> Any:
        with one_reading(by.workspace), caught_up(by.workspace) as copy:
            copy.forget()
            return board_heads(by)

    return run


def _quarters(by: Actor) -> Callable[[], Any]:
    """Every figure of the last ninety-one days and of those before."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    asked = [Asked(key) for key in METRICS]
    first, second, end = (today - timedelta(days=days) for days in (182, 91, 0))
    one, other = page(by, asked, from_on=first, until_on=second), page(by, asked, from_on=second, until_on=end)
    return lambda: (one(), other())
