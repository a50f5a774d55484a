"""The pipeline over time: what was open, what it was worth and what it was likely to bring, month by month or week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from babel.dates import format_skeleton
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics import figures
from penstock.metrics.asked import Asked
from penstock.metrics.asking import first_opening
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.curve import Point, curve
from penstock.metrics.numbers import rows_url
from penstock.ui import formats
from penstock.workspaces.actor import Actor

STEPS: dict[str, Words] = {"month": gettext_lazy("By month"), "week": gettext_lazy("By week")}
MOST = 120
"""So many points at most: the last ones."""

SHORT = 200
"""A period of at most so many days is told by week, unless somebody wants it otherwise."""

SERIES = ("pipeline_value", "weighted_pipeline_value", "open_deals")
WIDE, HIGH = 1000, 200


@dataclass(frozen=True)
class Series:
    """One curve: its figures point by point, the line through them, and the last of them in words."""

    key: str
    name: str
    values: Sequence[Decimal | int]
    line: str
    shown: str


class OverTime:
    """The curves for one asker, in the period and by the step that the address asks for."""

    def __init__(self, asked: Asked, step: str, newest: date, by: Actor) -> None:
        self.asked, self.newest, self.by = asked, newest, by
        self.step = step if step in STEPS else "week" if self._length <= SHORT else "month"

    @cached_property
    def ends(self) -> tuple[date, date]:
        """The first day and the last: the period's, or from the first opening to the newest closing."""
        last = self.asked.period.until_on
        last = min(last - timedelta(days=1) if last else self.newest, formats.today())
        first = self.asked.period.from_on or first_opening(self.by) or last
        return min(first, last), self.asked.as_of or last

    @property
    def _length(self) -> int:
        return (self.ends[1] - self.ends[0]).days

    @cached_property
    def days(self) -> list[date]:
        """The last day of each month or week of the time, and its end."""
        first, last = self.ends
        found, day = [], first
        while (day := _end_of(self.step, day)) < last:
            found.append(day)
            day += timedelta(days=1)
        return [*found, last][-MOST:]

    @cached_property
    def points(self) -> list[Point]:
        """The pipeline at the end of each day."""
        return curve(self.days, self.asked, self.by)

    def title(self) -> str:
        """What became of the value from the first point to the last."""
        first, last = self.points[0], self.points[-1]
        told = {"before": self._money(first.value), "now": self._money(last.value), "day": formats.day(first.on)}
        if last.value == first.value:
            return _("The open pipeline is worth %(now)s, as on %(day)s") % told
        grew = _("The open pipeline has grown from %(before)s on %(day)s to %(now)s")
        shrank = _("The open pipeline has shrunk from %(before)s on %(day)s to %(now)s")
        return (grew if last.value > first.value else shrank) % told

    def money(self) -> list[Series]:
        """Value and weighted value, on one scale."""
        top = self.top
        return [self._series(key, read, top) for key, read in READ.items() if key != "open_deals"]

    def count(self) -> Series:
        """How many deals were open."""
        return self._series("open_deals", READ["open_deals"], self.most)

    @property
    def top(self) -> Decimal:
        """The largest value."""
        return max((point.value for point in self.points), default=Decimal(0))

    @property
    def most(self) -> int:
        """The most deals."""
        return max((point.count for point in self.points), default=0)

    @property
    def top_words(self) -> str:
        """The largest value, as the curve's upper end."""
        return self._money(self.top)

    @property
    def most_words(self) -> str:
        """The most deals, as the curve's upper end."""
        return self._shown("open_deals", self.most)

    def marks(self) -> list[dict[str, Any]]:
        """For each point its place, its words, and where it leads: to the deals that were open then."""
        step = WIDE / max(len(self.points), 1)
        return [
            {
                "x": round(index * step, 2),
                "width": round(step, 2),
                "words": f"{formats.day(point.on)}: {self._money(point.value)} · {formats.number(point.count)}",
                "url": self._url(point.on, "pipeline_value"),
            }
            for index, point in enumerate(self.points)
        ]

    def ticks(self) -> list[str]:
        """A few days beneath the curve, evenly spread."""
        several = len(self.points)
        places = sorted({round(n * (several - 1) / 5) for n in range(6)}) if several > 1 else [0]
        return [self._tick(self.points[place].on) for place in places]

    def lines(self) -> list[dict[str, Any]]:
        """The table behind, the newest first."""
        return [{"day": formats.day(point.on), "cells": self._cells(point)} for point in reversed(self.points)]

    def left_out(self) -> dict[str, Decimal]:
        """The amounts that no rate could convert at the last point."""
        return dict(self.points[-1].left_out)

    def _cells(self, point: Point) -> list[dict[str, str]]:
        return [{"shown": self._in_column(key, READ[key](point)), "url": self._url(point.on, key)} for key in SERIES]

    def _series(self, key: str, read: Callable[[Point], Decimal | int], top: Decimal | int) -> Series:
        values = [read(point) for point in self.points]
        step = WIDE / max(len(values), 1)
        places = [(step * (n + 0.5), HIGH - HIGH * float(value) / float(top or 1)) for n, value in enumerate(values)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        return Series(key, str(METRICS[key].name), values, line, self._shown(key, values[-1]))

    def _url(self, on: date, key: str) -> str:
        changed = {"period": None, "from": None, "to": None, "step": None, "as_of": on.isoformat()}
        return rows_url(self.asked.query(metric=key, **changed))

    def _shown(self, key: str, value: Decimal | int) -> str:
        return figures.shown(value, METRICS[key].unit, self.by.workspace.currency)

    def _in_column(self, key: str, value: Decimal | int) -> str:
        return figures.in_column(value, METRICS[key].unit, self.by.workspace.currency)

    def _money(self, value: Decimal) -> str:
        return self._shown("pipeline_value", value)

    def _tick(self, day: date) -> str:
        return (
            format_skeleton("yMMM", day, locale=formats.reader_locale()) if self.step == "month" else formats.day(day)
        )


READ: dict[str, Callable[[Point], Decimal | int]] = {
    "pipeline_value": lambda point: point.value,
    "weighted_pipeline_value": lambda point: point.weighted,
    "open_deals": lambda point: point.count,
}


def _end_of(step: str, day: date) -> date:
    """The last day of the month or week (by ISO, a Sunday) that a day is in."""
    if step == "week":
        return day + timedelta(days=6 - day.weekday())
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
