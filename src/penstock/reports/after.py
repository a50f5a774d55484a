"""What the tables of the report about after the sale share: the question as the list has it, and their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median

from django.http import QueryDict

from penstock.common import clock
from penstock.metrics.asked import Asked
from penstock.metrics.question import MISSING
from penstock.reports.closings import Closings, dated
from penstock.reports.tables import Cell, Line
from penstock.ui import formats
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class After:
    """Who asks for what: the filters as the list has them, and the two ends of the time."""

    by: Actor
    params: QueryDict
    asked: Asked

    def dated(self, what: str, **flags: str) -> Closings:
        """The deals ``opened`` or ``closed`` in the time asked for that fit the filters and the flags."""
        params = self.params.copy()
        dated(params, what, self.asked.period)
        return _with(Closings(self.by, params), flags)

    def flagged(self, **flags: str) -> Closings:
        """The deals of any time that fit the filters and the flags."""
        return _with(Closings(self.by, self.params), flags)

    @cached_property
    def today(self) -> date:
        """The reader's day."""
        return clock.day_of(clock.now(), self.by.workspace.zone)


def _with(found: Closings, flags: Mapping[str, str]) -> Closings:
    together = found.params.copy()
    for name, value in flags.items():
        together[name] = value
    return Closings(found.by, together)


def count(n: int, url: str = "") -> Cell:
    """A number of records, leading to them."""
    return Cell(formats.number(n), n, url=url if n else "")


def barred(lines: Sequence[Line], place: int) -> list[Line]:
    """The same with bars in a column, from 1, each as long as its figure is of the largest."""
    sizes = [float(line.cells[place - 1].value or 0) for line in lines]
    longest = max(sizes, default=0)
    return [
        replace(
            line, cells=[*line.cells[: place - 1], _with_bar(line.cells[place - 1], size, longest), *line.cells[place:]]
        )
        for line, size in zip(lines, sizes, strict=True)
    ]


def _with_bar(cell: Cell, size: float, longest: float) -> Cell:
    return replace(cell, percent=round(100 * size / longest)) if longest else cell


def money(amount: Decimal, after: After) -> Cell:
    """An amount in our currency."""
    currency = after.by.workspace.currency
    return Cell(formats.money_short(amount, currency), amount, formats.money_exact(amount, currency))


def share(part: Decimal | int, whole: Decimal | int) -> Cell:
    """A part of a whole; of nothing there is none."""
    if not whole:
        return Cell(MISSING)
    value = float(part) / float(whole)
    return Cell(formats.fixed_percent(value, 1), value, percent=round(100 * value))


def middle(days: Sequence[int]) -> Cell:
    """The median of several days."""
    return Cell(formats.number(median(days), 0), float(median(days))) if days else Cell(MISSING)
