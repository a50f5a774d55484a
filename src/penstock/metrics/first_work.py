"""What was done first on a deal while it stood in a stage, what before what, and how many days lay between, as SQL."""

from itertools import combinations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from penstock.activities.models import ActivityKind
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.columnar.tables import work_bit

KINDS = ("call", "meeting", "email", "task")
"""Kinds of work that have an order; a note is a word about one of them."""
PAIRS = tuple(combinations(KINDS, 2))
GAPS = (1, 3, 7, 14)
"""Where the days between the first two actions part."""
BANDS = (*(f"{start}–{end}" for start, end in zip((0, *GAPS), GAPS, strict=False)), f"{GAPS[-1]}+")

WHAT_WAS_DONE = ", ".join(f"'{kind}'" for kind in KINDS)
WORKED = sum(work_bit(kind) for kind in KINDS)
"""The bits of a visit's work; where none is set there is nothing to tell."""
MOMENTS = ", ".join(f"min(a.done_at) FILTER (a.kind = '{kind}') AS {kind}_at" for kind in KINDS)
MOMENTS += ", min(a.done_at, 2) AS moments"
"""Of the work ``a`` of a visit: when each kind was first done, and when the first two of all were."""

THERE = f"""LEFT JOIN (
    SELECT v.deal_id, v.visit, {MOMENTS}
    FROM visits v JOIN activities a
        ON a.deal_id = v.deal_id AND a.done_at >= v.entered_at AND a.done_at < v.left_at AND a.kind IN ({WHAT_WAS_DONE})
    WHERE v.work & {WORKED} > 0 GROUP BY v.deal_id, v.visit) w ON w.deal_id = p.deal_id AND w.visit = p.visit"""
"""The moments of each visit, for a row that is one."""


def first() -> str:
    """The kind of the first action; none where two kinds began at once."""
    chosen = " ".join(f"WHEN {kind}_at = moments[1] AND {_others_later(kind)} THEN '{kind}'" for kind in KINDS)
    return f"CASE {chosen} END"


def gap() -> str:
    """The days between the first two actions, in bands."""
    days = "epoch(moments[2] - moments[1]) / 86400"
    bands = " ".join(f"WHEN {days} < {end} THEN '{band}'" for band, end in zip(BANDS, GAPS, strict=False))
    return f"CASE WHEN moments IS NULL OR len(moments) < 2 THEN NULL {bands} ELSE '{BANDS[-1]}' END"


def order(one: str, other: str) -> str:
    """Which of two kinds came first, where both were done."""
    forth, back = f"WHEN {one}_at < {other}_at THEN '{one}>{other}'", f"WHEN {one}_at > {other}_at THEN '{other}>{one}'"
    return f"CASE {forth} {back} END"


def _others_later(kind: str) -> str:
    return " AND ".join(f"({other}_at IS NULL OR {other}_at > {kind}_at)" for other in KINDS if other != kind)


def order_key(one: str, other: str) -> str:
    """What the dimension of two kinds is called, whichever is named first."""
    first_named, second = sorted((one, other), key=KINDS.index)
    return f"order_{first_named}_{second}"


ASKED: dict[str, tuple[Words, str]] = {
    "first_action": (_("First action in the stage"), first()),
    "action_gap": (_("Days between the first two actions"), gap()),
    **{
        order_key(*pair): (
            format_lazy(
                _("Which came first: {one} or {other}"),
                one=ActivityKind(pair[0]).label,
                other=ActivityKind(pair[1]).label,
            ),
            order(*pair),
        )
        for pair in PAIRS
    },
}
"""The dimensions of visits by their keys: the words, and the SQL over what ``THERE`` joins."""

ORDERS: dict[str, dict[str, Words]] = {
    order_key(*pair): {
        f"{one}>{other}": format_lazy(
            _("{first} before {second}"), first=ActivityKind(one).label, second=ActivityKind(other).label
        )
        for one, other in (pair, pair[::-1])
    }
    for pair in PAIRS
}
"""What the values of an order are called."""
