"""In which order the spans of a large copy lie: what is asked together lies together, and the rest is not looked at.

The engine knows the least and greatest value in every hundred thousand rows. Deals come by their ids, so that each
such piece has spans of all times and has to be read whatever is asked. Laid in cells of a time and a range of ids, a
question about a quarter or about a past day reads a fraction of them, and so does who replaces the spans of one deal.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import ceil, sqrt
from typing import Any

PIECE = 122_880
"""So many rows have values of their own that the engine knows."""
SAMPLE = 20_000

KINDS = (("to_at", "isfinite(to_at)"), ("closed_at", "NOT isfinite(to_at)"))
"""What is over lies by when it ended; what is true lies by when the deal was closed, the open ones last."""

Ask = Callable[[str], Sequence[tuple[Any, ...]]]


def cells(table: str, ask: Ask) -> Iterator[str]:
    """Conditions of which each row of the table fits one, in the order in which they are to be laid."""
    for moment, kind in KINDS:
        ((rows,),) = ask(f"SELECT count(*) FROM {table} WHERE {kind}")
        parts = ceil(sqrt(rows / PIECE))
        times = _ranges(moment, _bounds(ask, table, moment, f"{kind} AND isfinite({moment})", parts))
        for time in times:
            when = f"({time} OR {moment} IS NULL)" if time is times[-1] else time
            for ids in _ranges("deal_id", _bounds(ask, table, "deal_id", kind, parts)):
                yield f"{kind} AND {when} AND {ids}"


def _bounds(ask: Ask, table: str, column: str, which: str, parts: int) -> list[str]:
    """The values that part the rows of a sample into so many parts alike."""
    found = ask(f"SELECT {column} FROM (SELECT {column} FROM {table} WHERE {which}) USING SAMPLE {SAMPLE} ROWS")
    values = sorted(value for (value,) in found)
    return [f"'{values[len(values) * part // parts]}'" for part in range(1, parts)] if values else []


def _ranges(column: str, bounds: list[str]) -> list[str]:
    """Ranges between bounds, without a beginning and without an end."""
    edges = [None, *dict.fromkeys(bounds), None]
    return [_between(column, low, high) for low, high in pairwise(edges)]


def _between(column: str, low: str | None, high: str | None) -> str:
    ends = [f"{column} >= {low}" if low else "", f"{column} < {high}" if high else ""]
    return " AND ".join(one for one in ends if one) or "TRUE"
