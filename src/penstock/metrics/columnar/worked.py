"""What was done on a deal in a visit to a stage: which kinds of work, which first, what before what, how soon again.

Told once when a visit is laid down, in SQL for many and in Python for a few: to look for it among the activities
whenever somebody asks takes seconds at millions of them.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import combinations
from typing import NamedTuple

WORK = ("call", "meeting", "email", "task", "script", "asset", "need")
"""Kinds of work that a visit knows to have been done on its deal while it lasted: a bit for each, in this order."""

KINDS = WORK[:4]
"""Kinds of work that have an order among each other."""

PAIRS = tuple(combinations(KINDS, 2))
ORDERS = tuple(order for pair in PAIRS for order in (pair, pair[::-1]))
"""What may have come before what, each with a bit in this order; what happened at the very same moment has no order."""

SECOND = timedelta(seconds=1)


def work_bit(kind: str) -> int:
    """Which bit says that work of this kind was done."""
    return 1 << WORK.index(kind)


def order_bit(first: str, then: str) -> int:
    """Which bit says that work of one kind was first done before the first of the other."""
    return 1 << ORDERS.index((first, then))


class Worked(NamedTuple):
    """What a visit knows of its work: bits of kinds, the kind done first (None where two began at once), the whole

    seconds between the first two actions, and bits of what came before what.
    """

    work: int = 0
    first_kind: str | None = None
    gap_seconds: int | None = None
    orders: int = 0


def worked(done: Iterable[tuple[str, datetime]]) -> Worked:
    """The same as ``WORKED``, of one visit's work."""
    told = sorted(done, key=lambda one: one[1])
    starts: dict[str, datetime] = {}
    for kind, at in told:
        starts.setdefault(kind, at)
    moments = [at for kind, at in told if kind in KINDS]
    first = [kind for kind in KINDS if kind in starts and starts[kind] == moments[0]]
    return Worked(
        sum(work_bit(kind) for kind in starts),
        first[0] if len(first) == 1 else None,
        (moments[1] - moments[0]) // SECOND if len(moments) > 1 else None,
        sum(order_bit(*pair) for pair in ORDERS if all(one in starts for one in pair) and _came_before(starts, *pair)),
    )


def _came_before(starts: dict[str, datetime], first: str, then: str) -> bool:
    return starts[first] < starts[then]


def _first(kind: str) -> str:
    later = " AND ".join(f"({one}_at IS NULL OR {one}_at > {kind}_at)" for one in KINDS if one != kind)
    return f"WHEN {kind}_at IS NOT NULL AND {later} THEN '{kind}'"


_STARTS = ", ".join(f"min(done_at) FILTER (kind = '{kind}') AS {kind}_at" for kind in KINDS)
_BITS = " ".join(f"WHEN '{kind}' THEN {work_bit(kind)}" for kind in WORK)
_ORDERS = " + ".join(
    f"CASE WHEN {first}_at < {then}_at THEN {order_bit(first, then)} ELSE 0 END" for first, then in ORDERS
)

WORKED = f"""SELECT deal_id, visit, work, CASE {" ".join(map(_first, KINDS))} END AS first_kind,
        (epoch_us(moments[2] - moments[1]) // 1000000)::BIGINT AS gap_seconds, ({_ORDERS})::USMALLINT AS orders
    FROM (
        SELECT deal_id, visit, bit_or(CASE kind {_BITS} ELSE 0 END)::UTINYINT AS work, {_STARTS},
            min(done_at, 2) FILTER (kind IN {KINDS}) AS moments
        FROM work WHERE isfinite(done_at) GROUP BY deal_id, visit)"""
"""What was done in the visits of a batch."""
