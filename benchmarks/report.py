"""Measures everything and draws the table."""

import gc
from collections.abc import Iterator
from typing import Any

from benchmarks import timing
from benchmarks.metrics import metrics
from benchmarks.screens import empty_page, screens, signed_in
from benchmarks.timing import Figure
from penstock.workspaces.actor import Actor


def measure(by: Actor, deals: int) -> list[Figure]:
    """The screens beside their floors, in one run."""
    gc.freeze()
    return [*_screens(by, deals), *metrics(by, deals)]


def _screens(by: Actor, deals: int) -> Iterator[Figure]:
    client = signed_in(by)
    page = timing.median(timing.times(empty_page(client)))
    for screen in screens(by, client):
        taken = timing.times(screen.ask)
        floor = page + timing.median(timing.times(screen.floor))
        queries = timing.queries_of(screen.ask)
        yield Figure(screen.name, deals, timing.median(taken), timing.p95(taken), floor, queries)


def table(figures: list[Any]) -> str:
    """A line for each figure."""
    lines = [f"{'':<28}{'median':>10}{'p95':>10}{'floor':>10}{'queries':>9}"]
    lines += [
        f"{f.name:<28}{f.median_ms:>8.1f}ms{f.p95_ms:>8.1f}ms{f.floor_ms:>8.1f}ms{f.queries:>9}" for f in figures
    ]
    return "\n".join(lines) + "\n"
