"""In which order work was done on deals while they stood in a stage, beside whether they moved on: by one query."""

from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

from penstock.metrics.asking import compiled_for, full, require_known, sight_of
from penstock.metrics.compiling import rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.question import parse
from penstock.workspaces.actor import Actor

KINDS = ("call", "meeting", "email", "task")
"""Kinds of work that have an order; a note is a word about one of them."""
PAIRS = tuple(combinations(KINDS, 2))
FIRST, GAP, ORDER = "first", "gap", "order"
GAPS = (1, 3, 7, 14)
"""Where the days between the first two actions part."""
BANDS = (*(f"{start}–{end}" for start, end in zip((0, *GAPS), GAPS, strict=False)), f"{GAPS[-1]}+")


class Sequence(NamedTuple):
    """Of the deals that left a stage after a stay, those with a trait: how many, and how many of them moved on.

    The trait is a kind (``first``), days between the first two actions (``gap``), or which of two kinds came first
    (``order``, as ``call>meeting``); what happened at the very same moment has no order.
    """

    stage: str | None
    stay: str | None
    trait: str
    value: str
    of: int
    moved_on: int


def sequences(*, by: Actor, **words: Any) -> list[Sequence]:
    """The traits of all decided visits that the question is about, of those that the asker may see."""
    question = parse("stage_conversion", **full({**words, "split": ["stage", "stay"]}, by))
    # Of each visit its two ends are wanted, in the place of what it contributes and is worth.
    ends = replace(question, metric=replace(question.metric, amount="p.entered_at", worth="p.left_at"))
    sight = sight_of(by)
    with caught_up(by.workspace, question.known_as_of) as copy:
        require_known(question, by, copy)
        compiled_for(question, sight, copy)
        picked, parameters = rows_in_groups(ends, sight)
        return [Sequence(*row) for row in copy.ask(_sql(picked), parameters)]


def _sql(picked: str) -> str:
    """Visits with the first moment of each kind of work, then every trait of each, counted."""
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    firsts = ", ".join(f"min(a.done_at) FILTER (a.kind = '{kind}') AS {kind}_at" for kind in KINDS)
    traits = " UNION ALL ".join([_first(), _gap(), *(_order(*pair) for pair in PAIRS)])
    return f"""
        WITH picked AS ({picked}),
        visits AS MATERIALIZED (
            SELECT v.g0, v.g1, v.outcome, {firsts}, list_sort(list(a.done_at)) AS moments
            FROM picked v JOIN activities a
                ON a.deal_id = v.deal_id AND a.done_at >= v.amount AND a.done_at < v.value AND a.kind IN ({kinds})
            GROUP BY v.deal_id, v.amount, v.g0, v.g1, v.outcome
        ),
        traits AS ({traits})
        SELECT n.label, t.g1, t.trait, t.value, count(*), count(*) FILTER (t.outcome = 'forward')
        FROM traits t LEFT JOIN (SELECT id, label, place FROM names WHERE kind = 'stage') n ON n.id = t.g0
        WHERE t.value IS NOT NULL
        GROUP BY n.label, n.place, t.g1, t.trait, t.value
        ORDER BY n.place NULLS LAST, t.trait, t.value, t.g1"""


def _first() -> str:
    """The kind of the first action; none where two kinds began at once."""
    chosen = " ".join(f"WHEN {kind}_at = moments[1] AND {_others_later(kind)} THEN '{kind}'" for kind in KINDS)
    return f"SELECT g0, g1, outcome, '{FIRST}' AS trait, CASE {chosen} END AS value FROM visits"


def _others_later(kind: str) -> str:
    return " AND ".join(f"({other}_at IS NULL OR {other}_at > {kind}_at)" for other in KINDS if other != kind)


def _gap() -> str:
    """The days between the first two actions, in bands."""
    days = "epoch(moments[2] - moments[1]) / 86400"
    bands = " ".join(f"WHEN {days} < {end} THEN '{band}'" for band, end in zip(BANDS, GAPS, strict=False))
    return f"""SELECT g0, g1, outcome, '{GAP}' AS trait,
        CASE WHEN len(moments) < 2 THEN NULL {bands} ELSE '{BANDS[-1]}' END AS value FROM visits"""


def _order(one: str, other: str) -> str:
    """Which of two kinds came first, where both were done."""
    return f"""SELECT g0, g1, outcome, '{ORDER}' AS trait, CASE WHEN {one}_at < {other}_at THEN '{one}>{other}'
        WHEN {one}_at > {other}_at THEN '{other}>{one}' END AS value FROM visits"""
