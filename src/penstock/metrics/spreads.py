"""How durations spread within each group of a question: sums of logarithms, from which differences are tested."""

from dataclasses import replace
from typing import Any, NamedTuple

from penstock.metrics.answer import Row
from penstock.metrics.asking import full, require_known, run, sight_of
from penstock.metrics.catalogue import METRICS
from penstock.metrics.copies import caught_up
from penstock.metrics.question import parse
from penstock.workspaces.actor import Actor

LOGS, SQUARES = "sum(ln(1 + amount))", "sum(ln(1 + amount) * ln(1 + amount))"


class Logs(NamedTuple):
    """So many durations, the sum of ln(1 + days) and the sum of its squares: those of two groups add up."""

    n: int
    logs: float
    squares: float


def logs_of(key: str, *, by: Actor, **words: Any) -> dict[tuple[str | None, ...], Logs]:
    """The logarithms of a metric of durations by group, of the rows that it is made of."""
    question = parse(key, **full(words, by))
    sight, currency = sight_of(by), by.workspace.currency
    with caught_up(by.workspace, question.known_as_of) as copy:
        require_known(question, by, copy)
        found = [
            run(replace(question, metric=replace(METRICS[key], figure=figure)), sight, currency, copy).rows
            for figure in (LOGS, SQUARES)
        ]
    return {row.group: _logs(row, squares) for row, squares in zip(*found, strict=True) if row.n}


def _logs(row: Row, squares: Row) -> Logs:
    return Logs(row.n, float(row.value or 0), float(squares.value or 0))
