"""What single rows make of a metric: the largest one of each group, and the median of each with its interval."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from penstock.metrics.asking import converting, full, require_known, run, sight_of
from penstock.metrics.compiling import named, rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import Dimension
from penstock.metrics.question import parse
from penstock.workspaces.actor import Actor

Group = tuple[str | None, ...]
LARGEST = "[arg_max(deal_id, amount)::DOUBLE, max(amount)::DOUBLE, sum(amount)::DOUBLE, count(amount)::DOUBLE]"
HALF, REACH = "whole / 2", "0.9799820 * sqrt(whole)"
RANKS = {
    "low": f"greatest(round({HALF} - {REACH}), 1)::BIGINT",
    "under": "(whole + 1) // 2",
    "over": "whole // 2 + 1",
    "high": f"least(round(1 + {HALF} + {REACH}), whole)::BIGINT",
}
"""Which of the amounts of a group in their order are told: the ends of the interval, and the two in the middle."""

# Amounts are counted by their whole part, and only those are put in order among which one that is told lies: an engine
# with little memory has no room for all amounts of a large copy in one list.
AT_RANKS = """WITH rows AS (SELECT {groups}, amount, floor(amount) AS part FROM ({picked}) WHERE amount IS NOT NULL),
parts AS (SELECT {groups}, part, count(*) AS n FROM rows GROUP BY ALL),
placed AS (SELECT {groups}, part, n, (sum(n) OVER (PARTITION BY {groups} ORDER BY part))::BIGINT - n AS below,
    (sum(n) OVER (PARTITION BY {groups}))::BIGINT AS whole FROM parts),
wanted AS (SELECT * FROM placed WHERE {wanted}),
ordered AS (SELECT {of_wanted}, any_value(w.below) AS below, any_value(w.n) AS n, any_value(w.whole) AS whole,
    list_sort(list(r.amount)) AS amounts FROM rows r JOIN wanted w ON w.part = r.part AND {same}
    GROUP BY {of_wanted}, w.part),
told AS (SELECT {groups}, any_value(whole) AS whole, {told} FROM ordered GROUP BY {groups})
SELECT {labels} f.whole, f.under + (f.over - f.under) * 0.5, f.low, f.high FROM told f {joins}"""


class Largest(NamedTuple):
    """The row with the largest amount of a group, what the group's amounts come to, and how many they are."""

    deal_id: int
    amount: float
    total: float
    n: int


class Median(NamedTuple):
    """The middle of so many amounts, and between which amounts the true one is with 95 % confidence.

    The ends are the values at the ranks n ÷ 2 ∓ 1.96 √n ÷ 2, which supposes no distribution at all (W. J. Conover,
    "Practical Nonparametric Statistics", confidence intervals for quantiles); of a few they are all there is.
    """

    n: int
    value: float
    low: float
    high: float


def largest(key: str, *, by: Actor, split: Sequence[str] = (), **words: Any) -> dict[Group, Largest]:
    """The largest row behind the figure of each group; a group in which none is above nothing has none."""
    told = _told(key, LARGEST, by, split, words)
    return {
        group: Largest(int(deal), most, total, int(n)) for group, (deal, most, total, n) in told.items() if most > 0
    }


def medians(key: str, *, by: Actor, split: Sequence[str] = (), **words: Any) -> dict[Group, Median]:
    """The median of the amounts behind a figure, by group, with its interval; of durations that are none it is none."""
    question = parse(key, **full({**words, "split": split}, by))
    with caught_up(by.workspace, question.known_as_of) as copy:
        require_known(question, by, copy)
        picked, parameters = rows_in_groups(question, converting(sight_of(by), copy))
        rows = copy.ask(ranked(picked, question.by), parameters)
    return {tuple(group): Median(n, value, low, high) for *group, n, value, low, high in rows if high}


def ranked(picked: str, by: Sequence[Dimension]) -> str:
    """Of each group of rows: how many amounts it has, the median, and the two ends of its interval."""
    names = ["of_all", *(f"g{index}" for index in range(len(by)))]
    labels, joins, _order = named([(one, f"f.{name}") for one, name in zip(by, names[1:], strict=True)])
    return AT_RANKS.format(
        groups=", ".join(names),
        picked=f"SELECT 0 AS of_all, * FROM ({picked})",
        wanted=" OR ".join(f"({rank} > below AND {rank} <= below + n)" for rank in RANKS.values()),
        of_wanted=", ".join(f"w.{name}" for name in names),
        same=" AND ".join(f"w.{name} IS NOT DISTINCT FROM r.{name}" for name in names),
        told=", ".join(
            f"max(amounts[{rank} - below]) FILTER ({rank} > below AND {rank} <= below + n) AS {name}"
            for name, rank in RANKS.items()
        ),
        labels="".join(f"{label}, " for label in labels),
        joins=joins,
    )


def _told(key: str, figure: str, by: Actor, split: Sequence[str], words: dict[str, Any]) -> dict[Group, list[float]]:
    """Several figures of the same rows at once, by group; groups without an amount are left out."""
    question = parse(key, **full({**words, "split": split}, by))
    sight, currency = sight_of(by), by.workspace.currency
    with caught_up(by.workspace, question.known_as_of) as copy:
        require_known(question, by, copy)
        several = replace(question, metric=replace(question.metric, figure=figure))
        rows: Any = run(several, sight, currency, copy).rows
    return {row.group: row.value for row in rows if row.value and row.value[0] is not None and row.value[-1]}
