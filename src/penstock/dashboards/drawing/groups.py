"""What the pictures share: the groups of an answer with their names and the rows behind each, and cells of tables."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from unicodedata import east_asian_width

from penstock.dashboards.periods import called, steps
from penstock.dashboards.reading import Reading
from penstock.metrics import figures
from penstock.metrics.answer import Answer, Figure
from penstock.metrics.asked import Asked
from penstock.metrics.asking import first_opening
from penstock.metrics.catalogue.metric import Metric, Unit
from penstock.metrics.numbers import Cell, rows_url
from penstock.metrics.periods import Period
from penstock.metrics.planning import TIMES
from penstock.metrics.question import MISSING
from penstock.metrics.words import said
from penstock.targets.periods import Span
from penstock.ui import formats

LONGEST = 38
"""So many letters of a name stand in a picture."""


@dataclass(frozen=True)
class Group:
    """One of the groups that a figure is split into: what an answer calls it, what people do, and its own question."""

    key: str | None
    name: str
    scope: Asked
    narrowed: dict[str, str | None]

    @property
    def first(self) -> date:
        """The day on which it begins, if it is a time."""
        return self.scope.period.from_on or date.min

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen in it, if it is a time."""
        end = self.scope.period.until_on
        return end is None or end <= formats.today()

    def url(self, metric: str) -> str:
        """Where its figure opens into its rows."""
        return rows_url(self.scope.narrowed(metric=metric, **self.narrowed))


def groups_of(by: str, keys: list[str | None], scope: Asked, reading: Reading) -> list[Group]:
    """The groups by a dimension: times all of them in their order, stages in theirs, others as they come."""
    if by in TIMES:
        return [
            Group(key, called(by, span), replace(scope, period=Period("custom", *span)), {})
            for key, span in steps(by, span_of(scope, reading))
        ]
    if by == "stage":
        keys = sorted(keys, key=lambda key: list(reading.stages()).index(key) if key in reading.stages() else 999)
    return [Group(key, named(by, key), scope, {by: key}) for key in keys]


def named(by: str, key: str | None) -> str:
    """What people call a group."""
    return MISSING if key is None else said(by, key)


def span_of(scope: Asked, reading: Reading) -> Span:
    """The days that a scope is about, up to the day of the reading."""
    end = reading.day + timedelta(days=1)
    first = scope.period.from_on or first_opening(reading.by) or reading.day
    last = min(scope.period.until_on or end, max(end, first + timedelta(days=1)))
    if scope.period.until_on and scope.period.until_on < last:
        last = scope.period.until_on
    return Span(first, max(last, first + timedelta(days=1)))


def column_of(answer: Answer) -> dict[str | None, Figure]:
    """The figures of an answer split by one dimension."""
    return {row.group[0]: row.value for row in answer.rows}


def cell(metric: Metric, value: Figure, currency: str, url: str) -> Cell:
    """A figure in a table."""
    shown, exact = in_table(metric, value, currency), figures.exact(value, metric.unit, currency)
    return Cell(str(metric.name), shown, exact, url, value)


def in_table(metric: Metric, value: Figure, currency: str) -> str:
    """A figure in a column of its like."""
    return figures.in_column(value, metric.unit, currency)


def words_for(metric: Metric, currency: str) -> Callable[[Figure], str]:
    """What turns figures of a metric into words at a glance."""

    def words(value: Figure) -> str:
        if value is not None and metric.unit == Unit.SHARE:
            return formats.percent(value, 1)
        return figures.shown(value, metric.unit, currency)

    return words


def shortened(name: str, longest: int = LONGEST) -> str:
    """A name that fits into a picture; letters of Chinese take the room of two."""
    room = 0
    for place, letter in enumerate(name):
        room += 2 if east_asian_width(letter) in "WF" else 1
        if room > longest:
            return name[: max(place - 1, 1)].rstrip() + "…"
    return name


def percent(part: float, whole: float) -> str:
    """How much of the whole a part is, as a picture writes it."""
    return f"{max(min(100 * part / whole, 100), 0):.2f}" if whole else "0"
