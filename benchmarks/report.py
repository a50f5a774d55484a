"""Measures everything and draws the table."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.test import Client

from benchmarks import beside, postgres, timing
from benchmarks.imports import Rate, drained, imported
from benchmarks.memory import Memory, memory, memory_of_copy
from benchmarks.metrics import metrics
from benchmarks.progress import said
from benchmarks.screens import Screen, bare, empty_page, screens, signed_in
from benchmarks.timing import Figure
from penstock.activities.models import Activity
from penstock.common.collector import leave_what_stays
from penstock.deals.models import Deal, DealSpan
from penstock.workspaces.actor import Actor

NOTHING = "—"
WIDE = 52


@dataclass(frozen=True)
class Size:
    """How much was measured."""

    deals: int
    spans: int
    activities: int
    beside: str

    @classmethod
    def of(cls, by: Actor) -> "Size":
        """What stands in the workspace, and which databases stand beside the engine."""
        counts = [model.objects.on(by.workspace).count() for model in (Deal, DealSpan, Activity)]
        return cls(*counts, beside=_missing() or "SQLite and PostgreSQL")

    def as_json(self) -> dict[str, Any]:
        """As it stands in latest.json."""
        return {"name": "size", **asdict(self)}


def measure(by: Actor, deals: int) -> tuple[list[Any], list[str]]:
    """The screens and numbers beside their floors and beside SQL, the import and the memory, in one run.

    Second, where SQL came to other numbers than the engine.
    """
    leave_what_stays()
    client = signed_in(by)
    # First, for these wait until the columnar copy is drawn and the page of numbers does not.
    size, numbers = Size.of(by), list(metrics(by, deals))
    shown = list(screens(by, client))
    compared = _beside(by, numbers, shown)
    held = memory_of_copy(deals, by.workspace_id)
    memories = [held, memory(deals, client.cookies["sessionid"].value)]
    timed = [*_screens(by, client, shown, deals), *numbers]
    for figure in timed:
        figure.sqlite_ms, figure.postgresql_ms = (compared.told(figure, one) for one in ("sqlite", "postgresql"))
    return [size, *timed, *imported(), *drained(), *memories], compared.differences


def _beside(by: Actor, numbers: list[Figure], shown: list[Screen]) -> beside.Beside:
    """The same by SQL, before anything else is written: first where the rows are, then on PostgreSQL."""
    compared, asked = beside.Beside(), [*numbers, *(_unmeasured(screen) for screen in shown)]
    compared.measure(beside.ours(), asked, by)
    if why_not := _missing():
        said(why_not)
    else:
        compared.measure(postgres.filled(), asked, by)
    return compared


def _missing() -> str:
    """Why there is no second database; empty where there is."""
    return postgres.why_not() if connection.vendor == "sqlite" else "the measured database is PostgreSQL itself"


def _unmeasured(screen: Screen) -> Figure:
    return Figure(screen.name, 0, 0.0, 0.0, None, 0, screen.same)


def _screens(by: Actor, client: Client, shown: list[Screen], deals: int) -> Iterator[Figure]:
    page = timing.median(timing.times(empty_page(client)))
    for screen in shown:
        taken = timing.times(screen.ask)
        floor = page + timing.median(timing.times(bare(screen, by)))
        queries = timing.queries_of(screen.ask)
        yield Figure(screen.name, deals, timing.median(taken), timing.p95(taken), floor, queries, screen.same)


def table(figures: list[Any], differences: list[str]) -> str:
    """A line for each figure, and below it all where SQL says otherwise."""
    timed = [figure for figure in figures if isinstance(figure, Figure)]
    size = next(figure for figure in figures if isinstance(figure, Size))
    lines = [f"{size.deals:,} deals, {size.spans:,} spans, {size.activities:,} activities; beside: {size.beside}"]
    heads = ("median", "p95", "floor", "SQLite SQL", "PostgreSQL SQL", "queries")
    lines += [f"{'milliseconds':<{WIDE}}" + "".join(f"{head:>{_width(head)}}" for head in heads)]
    for f in timed:
        told = (f.median_ms, f.p95_ms, f.floor_ms, f.sqlite_ms, f.postgresql_ms)
        cells = [f"{_shown(one):>{_width(head)}}" for head, one in zip(heads, told, strict=False)]
        lines.append(f"{f.name:<{WIDE}}{''.join(cells)}{f.queries:>{_width('queries')}}")
    lines += [
        f"{f.name:<{WIDE}}{f.rows_per_second:>10,.0f} {f.counted} a second" for f in figures if isinstance(f, Rate)
    ]
    lines += [f"{f.name:<{WIDE}}{f.megabytes:>10,.0f} MB" for f in figures if isinstance(f, Memory)]
    lines += [f"WRONG: {one}" for one in differences]
    return "\n".join(lines) + "\n"


def _width(head: str) -> int:
    return max(len(head) + 2, 11)


def _shown(milliseconds: float | None) -> str:
    return NOTHING if milliseconds is None else f"{milliseconds:,.1f}"
