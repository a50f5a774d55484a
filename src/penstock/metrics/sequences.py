"""In which order work was done on deals while they stood in a stage, beside whether they moved on: by one query."""

from dataclasses import replace
from typing import Any, NamedTuple

from penstock.metrics.asking import compiled_for, full, require_known, sight_of
from penstock.metrics.columnar.worked import PAIRS
from penstock.metrics.compiling import rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.first_work import order_key
from penstock.metrics.question import parse
from penstock.workspaces.actor import Actor

FIRST, GAP, ORDER = "first", "gap", "order"


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


TRAITS = {"first_action": FIRST, "action_gap": GAP, **{order_key(*pair): ORDER for pair in PAIRS}}
"""Which dimension tells which trait."""


def sequences(*, by: Actor, **words: Any) -> list[Sequence]:
    """The traits of all decided visits that the question is about, of those that the asker may see."""
    question = parse("stage_conversion", **full({**words, "split": ["stage", "stay"]}, by))
    told = replace(question, by=(*question.by, *(DIMENSIONS[key] for key in TRAITS)))
    sight = sight_of(by)
    with caught_up(by.workspace, question.known_as_of) as copy:
        require_known(question, by, copy)
        compiled_for(question, sight, copy)
        picked, parameters = rows_in_groups(told, sight)
        return [Sequence(*row) for row in copy.ask(_sql(picked), parameters)]


def _sql(picked: str) -> str:
    """Visits alike in every trait, counted; and then every trait of theirs."""
    traits = " UNION ALL ".join(
        f"SELECT g0, g1, '{trait}' AS trait, g{place} AS value, of, moved_on FROM visits"
        for place, trait in enumerate(TRAITS.values(), 2)
    )
    groups = ", ".join(f"g{place}" for place in range(len(TRAITS) + 2))
    stay = DIMENSIONS["stay"].label.format(value="t.g1")
    return f"""
        WITH picked AS ({picked}),
        visits AS MATERIALIZED (
            SELECT {groups}, count(*) AS of, count(*) FILTER (outcome = 'forward') AS moved_on
            FROM picked GROUP BY {groups}
        ),
        traits AS ({traits})
        SELECT n.label, {stay}, t.trait, t.value, sum(of)::BIGINT, sum(moved_on)::BIGINT
        FROM traits t LEFT JOIN (SELECT id, label, place FROM names WHERE kind = 'stage') n ON n.id = t.g0
        WHERE t.value IS NOT NULL
        GROUP BY n.label, n.place, t.g1, t.trait, t.value
        ORDER BY n.place NULLS LAST, t.trait, t.value, t.g1"""
