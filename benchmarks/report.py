"""Measures everything and draws the table."""

import gc
from collections.abc import Iterator
from typing import Any

from django.test import Client

from benchmarks import timing
from benchmarks.beside import NotRun, beside
from benchmarks.imports import Rate, drained, imported
from benchmarks.memory import Memory, memory, memory_of_copy
from benchmarks.metrics import metrics
from benchmarks.screens import empty_page, screens, signed_in
from benchmarks.timing import Figure
from penstock.workspaces.actor import Actor


def measure(by: Actor, deals: int) -> list[Any]:
    """The screens and numbers beside their floors, the import and the memory, in one run."""
    gc.freeze()
    client = signed_in(by)
    # First, for these wait until the columnar copy is drawn and the page of numbers does not.
    numbers = list(metrics(by, deals))
    held = memory_of_copy(deals, by.workspace_id)
    memories = [held, memory(deals, client.cookies["sessionid"].value)]
    return [*_screens(by, client, deals), *numbers, *beside(by, deals), *imported(), *drained(), *memories]


def _screens(by: Actor, client: Client, deals: int) -> Iterator[Figure]:
    page = timing.median(timing.times(empty_page(client)))
    for screen in screens(by, client):
        taken = timing.times(screen.ask)
        floor = page + timing.median(timing.times(screen.floor))
        queries = timing.queries_of(screen.ask)
        yield Figure(screen.name, deals, timing.median(taken), timing.p95(taken), floor, queries)


def table(figures: list[Any]) -> str:
    """A line for each figure."""
    timed = [figure for figure in figures if isinstance(figure, Figure)]
    lines = [f"{'':<62}{'median':>10}{'p95':>10}{'floor':>10}{'queries':>9}"]
    lines += [f"{f.name:<62}{f.median_ms:>8.1f}ms{f.p95_ms:>8.1f}ms{f.floor_ms:>8.1f}ms{f.queries:>9}" for f in timed]
    lines += [f"{f.name:<62}did not run: {f.reason}" for f in figures if isinstance(f, NotRun)]
    lines += [f"{f.name:<62}{f.rows_per_second:>8,.0f} {f.counted} a second" for f in figures if isinstance(f, Rate)]
    lines += [f"{f.name:<62}{f.megabytes:>8,.0f} MB" for f in figures if isinstance(f, Memory)]
    return "\n".join(lines) + "\n"
