"""How long something takes and how many queries it makes."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from benchmarks.asked import Asked
    from benchmarks.sql.statement import Statement

RUNS = 30
WARM_UP = 5


@dataclass
class Figure:
    """One measured thing; times in milliseconds, ``floor_ms`` is what nobody gets below in this stack.

    For a page that is an empty page and the bare SQL of its rows, for a question a bare count in the same engine.
    ``same`` is what stands beside it in SQL, all of it together; ``sqlite_ms`` and ``postgresql_ms`` what that takes.
    """

    name: str
    deals: int
    median_ms: float
    p95_ms: float
    floor_ms: float | None
    queries: int
    same: "tuple[Asked | Statement, ...]" = ()
    sqlite_ms: float | None = None
    postgresql_ms: float | None = None

    def as_json(self) -> dict[str, Any]:
        """As it stands in latest.json."""
        told = {key: value for key, value in asdict(self).items() if key != "same"}
        return {key: round(value, 2) if isinstance(value, float) else value for key, value in told.items()}


def times(run: Callable[[], Any], runs: int = RUNS, warm_up: int = WARM_UP) -> list[float]:
    """Milliseconds of each run after a warm-up, shortest first."""
    for _n in range(warm_up):
        run()
    taken = []
    for _n in range(runs):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def median(taken: list[float]) -> float:
    """The middle one."""
    return statistics.median(taken)


def p95(taken: list[float]) -> float:
    """Nineteen of twenty are not slower."""
    return taken[min(int(len(taken) * 0.95), len(taken) - 1)]


def queries_of(run: Callable[[], Any]) -> int:
    """How many queries one run makes."""
    with CaptureQueriesContext(connection) as captured:
        run()
    return len(captured)
