"""Beside the engine's figures the same by SQL, on SQLite and on PostgreSQL: how long it takes, and that it is the same.

A figure for which SQL comes to another number is wrong on one side or the other: that is said loudly.
"""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from benchmarks import timing
from benchmarks.asked import Answer, Asked, answered, parameters
from benchmarks.progress import said
from benchmarks.sql import STATEMENTS
from benchmarks.sql.statement import Statement
from benchmarks.timing import Figure
from penstock.workspaces.actor import Actor

RUNS = 3
SLOW = 5.0
"""Seconds; a statement that takes longer is not run as often."""
TOLERANCE = 1e-6
"""SQLite reckons in floating point, and its moments end at the millisecond."""

Run = Callable[[str, dict[str, Any]], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Database:
    """One that SQL is asked of: SQLite or PostgreSQL, and how it runs a statement."""

    vendor: str
    run: Run


@dataclass
class Beside:
    """What the statements took by database, in milliseconds, and where they came to other numbers than the engine."""

    taken: dict[tuple[str, Asked | Statement], float] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def measure(self, database: Database, figures: Iterable[Figure], by: Actor) -> None:
        """Time every statement that stands beside a figure, each once, and compare what answers a question."""
        given = parameters(by)
        for one in dict.fromkeys(same for figure in figures for same in figure.same):
            statement = STATEMENTS.get(one) if isinstance(one, Asked) else one
            if statement is None:
                continue
            rows, taken = timed(database, statement.on(database.vendor), given)
            self.taken[database.vendor, one] = taken
            if isinstance(one, Asked):
                told = f"{one.name} on {database.vendor}"
                said(f"{told}: {taken:,.1f} ms")
                self.differences += [
                    f"{told}: {words}" for words in differences(answered(one, by), in_groups(one, rows))
                ]

    def told(self, figure: Figure, vendor: str) -> float | None:
        """What a figure's statements take together; nothing where one is missing."""
        taken = [self.taken.get((vendor, one)) for one in figure.same]
        return sum(taken) if taken and None not in taken else None


def ours() -> Database:
    """The product's own database, through its own connection."""

    def run(sql: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
        adapt = connection.ops.adapt_datetimefield_value
        known = {name: value if isinstance(value, int) else adapt(value) for name, value in given.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, known)
            return cursor.fetchall()

    return Database(connection.vendor, run)


def timed(database: Database, sql: str, given: dict[str, Any]) -> tuple[list[tuple[Any, ...]], float]:
    """What a statement comes to, and how many milliseconds it takes once everything it reads was read before."""
    began = time.perf_counter()
    rows = database.run(sql, given)
    runs = 1 if time.perf_counter() - began > SLOW else RUNS
    return rows, timing.median(timing.times(lambda: database.run(sql, given), runs, warm_up=0))


def in_groups(asked: Asked, rows: Sequence[tuple[Any, ...]]) -> Answer:
    """The rows of a statement as an answer: the first column is the group, where there is one."""
    width = 1 if asked.split else 0
    return {row[:width]: tuple(None if one is None else float(one) for one in row[width:]) for row in rows}


def differences(engine: Answer, sql: Answer) -> list[str]:
    """Where two answers differ, in words."""
    groups = [*engine, *(group for group in sql if group not in engine)]
    return [
        f"{' '.join(map(str, group)) or 'all'}: {engine.get(group)} by the engine, {sql.get(group)} by SQL"
        for group in groups
        if group not in engine or group not in sql or not _is_near(engine[group], sql[group])
    ]


def _is_near(one: tuple[float | None, ...], other: tuple[float | None, ...]) -> bool:
    return len(one) == len(other) and all(
        a is b if a is None or b is None else math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        for a, b in zip(one, other, strict=True)
    )
