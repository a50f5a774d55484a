"""Any one metric by any one dimension, asked anew each time, beside a bare count in the same engine."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from benchmarks import timing
from benchmarks.asked import QUARTER
from benchmarks.numbers import numbers
from benchmarks.timing import Figure
from penstock.common import clock
from penstock.deals.actions import change_deal
from penstock.deals.models import Deal
from penstock.metrics.asking import ask
from penstock.metrics.catalogue import METRICS
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.keeping import bring_up_to_date, columnar_folder
from penstock.workspaces.actor import Actor


def metrics(by: Actor, deals: int) -> Iterator[Figure]:
    """A few that people look at, and the slowest of all that can be asked."""
    yield _drawn(by, deals)
    floor = timing.median(timing.times(_bare(by)))
    yield _caught_up(by, floor, deals)
    yield from numbers(by, floor, deals)
    today = clock.day_of(clock.now(), by.workspace.zone)
    quarter = {"from_on": today - timedelta(days=91), "until_on": today}
    yield from _everything(by, floor, deals, "", {})
    yield from _everything(by, floor, deals, f", {QUARTER}", quarter)


def _everything(by: Actor, floor: float, deals: int, when: str, words: dict[str, date]) -> Iterator[Figure]:
    """All that can be asked of a time, and the slowest of it."""
    asked = {pair: min(timing.times(_asked_anew(by, *pair, words), 2, 1)) for pair in _all()}
    taken = sorted(asked.values())
    name = f"all metrics by all dimensions{when}"
    yield Figure(name, deals, timing.median(taken), timing.p95(taken), floor, 2)
    key, split = max(asked, key=lambda pair: asked[pair])
    yield _figure(f"slowest: {key} by {split}{when}", _asked_anew(by, key, split, words), floor, deals)


def _drawn(by: Actor, deals: int) -> Figure:
    """The first copy, with which all processes begin; once, because it takes long."""
    for path in columnar_folder().glob("workspace-*"):
        path.unlink()
    start = time.perf_counter()
    bring_up_to_date(by.workspace, columnar_folder())
    taken = (time.perf_counter() - start) * 1000
    return Figure("first copy of the numbers", deals, taken, taken, None, 0)


def _caught_up(by: Actor, floor: float, deals: int) -> Figure:
    """The copy follows one change of a deal; the change itself is not measured.

    Any deals: the same ones in each run would have longer stories every time.
    """
    taken = []
    ids = random.sample(list(Deal.objects.of(by).open().values_list("pk", flat=True)), 30)
    for deal in Deal.objects.of(by).filter(pk__in=ids):
        change_deal(deal, by=by, amount=(deal.amount or Decimal(0)) + 1)
        start = time.perf_counter()
        with caught_up(by.workspace):
            taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return Figure("catching up after a change", deals, timing.median(taken), timing.p95(taken), floor, 4)


def _figure(name: str, run: Callable[[], Any], floor: float, deals: int) -> Figure:
    taken = timing.times(run, 10)
    return Figure(name, deals, timing.median(taken), timing.p95(taken), floor, timing.queries_of(run))


def _all() -> list[tuple[str, str]]:
    """Every metric by every dimension that it has."""
    return [(key, one.key) for key, metric in METRICS.items() for one in DIMENSIONS.values() if one.splits(metric.rows)]


def _asked_anew(by: Actor, key: str, split: str, words: dict[str, date]) -> Callable[[], Any]:
    today = clock.day_of(clock.now(), by.workspace.zone)
    # Plans and working time are of a period.
    words = words or ({"from_on": today - timedelta(days=91), "until_on": today} if METRICS[key].needs_period else {})

    def run() -> Any:
        with caught_up(by.workspace) as copy:
            copy.forget()
        return ask(key, by=by, split=[split], **words)

    return run


def _bare(by: Actor) -> Callable[[], Any]:
    def run() -> Any:
        with caught_up(by.workspace) as copy:
            copy.forget()
            return copy.ask("SELECT count(*) FROM spans p WHERE p.to_at = 'infinity'")

    return run
