"""What single rows make of a metric: the largest one of each group, and the median of each with its interval."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from penstock.metrics.asking import full, require_known, run, sight_of
from penstock.metrics.copies import caught_up
from penstock.metrics.question import parse
from penstock.workspaces.actor import Actor

Group = tuple[str | None, ...]
LARGEST = "[arg_max(deal_id, amount)::DOUBLE, max(amount)::DOUBLE, sum(amount)::DOUBLE, count(amount)::DOUBLE]"
RANKED = "list_sort(list(amount))[{rank}::INTEGER]"
HALF, REACH = "count(amount) / 2", "0.9799820 * sqrt(count(amount))"
MEDIAN = f"""[count(amount)::DOUBLE, median(amount),
    {RANKED.format(rank=f"greatest(round({HALF} - {REACH}), 1)")},
    {RANKED.format(rank=f"least(round(1 + {HALF} + {REACH}), count(amount))")}]"""


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
    """The median of the amounts behind a figure, by group, with its interval."""
    told = _told(key, MEDIAN, by, split, words)
    return {group: Median(int(n), *rest) for group, (n, *rest) in told.items()}


def _told(key: str, figure: str, by: Actor, split: Sequence[str], words: dict[str, Any]) -> dict[Group, list[float]]:
    """Several figures of the same rows at once, by group; groups without an amount are left out."""
    question = parse(key, **full({**words, "split": split}, by))
    sight, currency = sight_of(by), by.workspace.currency
    with caught_up(by.workspace, question.known_as_of) as copy:
        require_known(question, by, copy)
        several = replace(question, metric=replace(question.metric, figure=figure))
        rows: Any = run(several, sight, currency, copy).rows
    return {row.group: row.value for row in rows if row.value and row.value[0] is not None and row.value[-1]}
