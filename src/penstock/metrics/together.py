"""Several questions about the same rows in one statement: the table is looked at once, whatever is counted of it.

Questions that are put to the same table, time, filters and reader may differ in which of the rows they mean, in what
each contributes, in what is made of that, and in what they are split by. What a row that is not meant contributes is
null, and nulls are no part of any sum, mean or median: each figure is made of the same numbers as if asked alone.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from penstock.metrics.catalogue.metric import KNOWN
from penstock.metrics.compiling import (
    Sight,
    amount_of,
    asked_of,
    filtered,
    joined,
    meant,
    named,
    rates,
    readable,
    table_of,
    timed,
)
from penstock.metrics.dimensions import Dimension
from penstock.metrics.question import Question

OF_AMOUNTS = {"count", "sum", "avg", "median", "coalesce", "amount"}
"""The words of a figure that takes nothing of its rows but the amounts."""
WORD, AMOUNT = re.compile(r"[a-z_]+", re.IGNORECASE), re.compile(r"\bamount\b")
OWN = ("outcome", "days")
"""Columns that each question may have its own of."""
TOLD = ("counted", "value", "unrated")
"""What is told of each measure, in this order."""
MEANT = re.compile(rf"\b({'|'.join(OWN)})\b")


@dataclass(frozen=True)
class Measure:
    """What is told of the rows that a question means: of how many, the figure, and of how many the amount is unknown.

    The figure of money comes as text where it is ``exact``.
    """

    which: str
    amount: str
    figure: str
    unsure: bool
    counts: str
    exact: bool

    def picked(self, index: int, *, of_all: bool) -> Iterator[str]:
        """The columns that it needs of a row; where it is not ``of_all`` rows, null of those that it does not mean."""
        if not of_all:
            yield f"CASE WHEN {self.which} THEN TRUE END AS m{index}"
        if self.figure != "count(*)" or self.unsure:
            yield f"{self.amount if of_all else f'CASE WHEN {self.which} THEN {self.amount} END'} AS a{index}"

    def told(self, index: int, *, of_all: bool) -> tuple[str, str, str]:
        """The three columns of a group."""
        whole = "count(*)" if of_all else f"count(m{index})"
        figure = AMOUNT.sub(f"a{index}", self.figure).replace("count(*)", whole)
        counted = f"count(a{index})" if self.unsure and self.counts == KNOWN else whole
        unrated = f"{whole} - count(a{index})" if self.unsure else "0"
        return counted, f"({figure})::VARCHAR" if self.exact else figure, unrated


class Together:
    """Questions that are kin, in one statement; ``rows_of`` takes the answer of each out of what it finds."""

    def __init__(self, questions: Sequence[Question], sight: Sight) -> None:
        self.questions, self.sight = questions, sight
        measures = [measure_of(one, sight) for one in questions]
        self._measures = list(dict.fromkeys(measures))
        self._splits = list(dict.fromkeys(one.by for one in questions))
        self._groups = {one: f"g{n}" for n, one in enumerate(dict.fromkeys(one for by in self._splits for one in by))}
        self._width = max(len(by) for by in self._splits)
        self._of_all = len({one.which for one in measures}) == 1
        self._places = {
            id(question): (self._splits.index(question.by), self._measures.index(measure))
            for question, measure in zip(questions, measures, strict=True)
        }

    @property
    def parameters(self) -> tuple[str, ...]:
        """The words of the filters, which are those of all."""
        return filtered(self.questions[0])[1]

    @property
    def sql(self) -> str:
        """A row for each group of each split, in their order, with three columns for each measure."""
        tables = " UNION ALL ".join(self._split(index, by) for index, by in enumerate(self._splits))
        once = "MATERIALIZED" if len(self._splits) > 1 else "NOT MATERIALIZED"
        return f"WITH picked AS {once} ({self._picked()}) SELECT * FROM ({tables}) ORDER BY split, place"

    def rows_of(self, question: Question, found: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The rows of one question: its labels, how many rows, the figure, of how many the amount is unknown."""
        split, measure = self._places[id(question)]
        labels, first = slice(2, 2 + len(question.by)), 2 + self._width + 3 * measure
        return [(*row[labels], *row[first : first + 3]) for row in found if row[0] == split]

    def _picked(self) -> str:
        """The rows that any question means, with the groups of all."""
        first, rows = self.questions[0], self.questions[0].metric.rows
        dimensions = dict.fromkeys([*self._groups, *(one for question in self.questions for one in asked_of(question))])
        joins = joined(dimensions, rows)
        if any(one.metric.needs_money for one in self.questions) and self.sight.converts:
            joins += rates(first, self.sight)
        columns = [f"{one.sql(rows)} AS {group}" for one, group in self._groups.items()]
        for index, measure in enumerate(self._measures):
            columns += measure.picked(index, of_all=self._of_all)
        which = dict.fromkeys(f"({one.which})" for one in self._measures)
        conditions = [rows.when, f"({' OR '.join(which)})", *readable(self.sight.people), *filtered(first)[0]]
        return timed(
            f"SELECT {', '.join(columns) or '1'} FROM {table_of(first)} p {joins} WHERE {' AND '.join(conditions)}",
            first,
            self.sight,
        )

    def _split(self, index: int, by: tuple[Dimension, ...]) -> str:
        """The figures of one split; nothing stands for what is only asked by others."""
        groups = [self._groups[one] for one in by]
        wanted = {measure for split, measure in self._places.values() if split == index}
        figures = [
            f"{sql} AS {name}{n}"
            for n in sorted(wanted)
            for name, sql in zip(TOLD, self._measures[n].told(n, of_all=self._of_all), strict=True)
        ]
        labels, joins, order = named([(one, f"f.{self._groups[one]}") for one in by])
        place = f"row_number() OVER (ORDER BY {', '.join(order)})" if order else "1"
        shown = [*labels, *["NULL"] * (self._width - len(labels))]
        shown += [f"{name}{n}" if n in wanted else "NULL" for n in range(len(self._measures)) for name in TOLD]
        return f"""
            SELECT {", ".join([f"{index} AS split", f"{place} AS place", *shown])}
            FROM (SELECT {", ".join([*groups, *figures])} FROM picked GROUP BY {", ".join(groups) or "()"}) f {joins}"""


def kin(question: Question) -> Hashable:
    """What questions that are told together have in common; of what has to be told alone, the question itself."""
    metric, rows = question.metric, question.metric.rows
    words = set(WORD.findall(metric.figure))
    if not words <= OF_AMOUNTS or not metric.counts_all or metric.of or "SELECT" in metric.amount:
        return id(question)
    # The last digit of a mean of fractions hangs on the order in which they are added up.
    if "avg" in words and not metric.amount.endswith("::INTEGER"):
        return id(question)
    columns = frozenset(pair for pair in rows.columns.items() if pair[0] not in OWN)
    times = question.from_on, question.until_on, question.as_of, question.known_as_of, rows.happens
    return table_of(question), rows.when, columns, times, question.where


def measure_of(question: Question, sight: Sight) -> Measure:
    """What a question wants to know of its rows."""
    metric, columns = question.metric, question.metric.rows.columns
    amount = MEANT.sub(lambda found: f"({columns[found[1]]})", amount_of(metric, sight))
    unsure = metric.needs_money and sight.converts
    return Measure(" AND ".join(meant(question)), amount, metric.figure, unsure, metric.counts, metric.is_exact)
