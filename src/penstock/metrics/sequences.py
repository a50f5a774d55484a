"""In which order work was done on deals while they stood in a stage, beside whether they moved on: by one query."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from penstock.metrics.asking import compiled_for, full, require_known, sight_of
from penstock.metrics.compiling import rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.first_work import MOMENTS, PAIRS, WHAT_WAS_DONE, WORKED, first, gap, order
from penstock.metrics.question import parse
from penstock.workspaces.actor import Actor

FIRST, GAP, ORDER = "first", "gap", "order"
SIZE = "SELECT count(*) FROM visits"
AT_A_TIME = 500_000
"""The first moments of so many visits have room in the engine's memory; of more they are told share by share."""


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
    rows = replace(question.metric.rows, which=f"{question.metric.rows.which} AND p.work & {WORKED} > 0")
    ends = replace(question, metric=replace(question.metric, rows=rows, amount="p.entered_at", worth="p.left_at"))
    sight = sight_of(by)
    with caught_up(by.workspace, question.known_as_of) as copy:
        require_known(question, by, copy)
        compiled_for(question, sight, copy)
        picked, parameters = rows_in_groups(ends, sight)
        shares = max(copy.ask(SIZE)[0][0] // AT_A_TIME, 1)
        return _added_up(row for share in range(shares) for row in copy.ask(_sql(picked, shares, share), parameters))


def _added_up(rows: Iterable[tuple[Any, ...]]) -> list[Sequence]:
    """The counts of all shares by what they are of, in the order of the stages."""
    found: dict[tuple[Any, ...], tuple[int, int]] = {}
    for row in rows:
        before = found.get(row[:-2], (0, 0))
        found[row[:-2]] = (before[0] + row[-2], before[1] + row[-1])
    ordered = sorted(found, key=lambda key: (key[0] is None, key[0], *key[4:], key[1]))
    return [Sequence(key[2], key[3], key[4], key[5], *found[key]) for key in ordered]


def _sql(picked: str, shares: int, share: int) -> str:
    """Visits of a share of the deals with the first moment of each kind of work, then every trait of each, counted."""
    told = [(FIRST, first()), (GAP, gap()), *((ORDER, order(*pair)) for pair in PAIRS)]
    traits = " UNION ALL ".join(
        f"SELECT g0, g1, outcome, '{trait}' AS trait, {value} AS value FROM visits" for trait, value in told
    )
    stay = DIMENSIONS["stay"].label.format(value="t.g1")
    return f"""
        WITH picked AS ({picked}),
        visits AS MATERIALIZED (
            SELECT v.g0, v.g1, v.outcome, {MOMENTS}
            FROM picked v JOIN activities a
                ON a.deal_id = v.deal_id AND a.done_at >= v.amount AND a.done_at < v.value
                AND a.kind IN ({WHAT_WAS_DONE})
            WHERE v.deal_id % {shares} = {share} AND a.deal_id % {shares} = {share}
            GROUP BY v.deal_id, v.amount, v.g0, v.g1, v.outcome
        ),
        traits AS ({traits})
        SELECT n.place, t.g1, n.label, {stay}, t.trait, t.value, count(*), count(*) FILTER (t.outcome = 'forward')
        FROM traits t LEFT JOIN (SELECT id, label, place FROM names WHERE kind = 'stage') n ON n.id = t.g0
        WHERE t.value IS NOT NULL
        GROUP BY n.label, n.place, t.g1, t.trait, t.value"""
