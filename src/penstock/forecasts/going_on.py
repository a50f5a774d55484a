"""The month, the quarter and the year that go on: those of the workspace's fiscal year."""

from dataclasses import replace
from datetime import date

from penstock.metrics.periods import MONTHS, Period, period_of


def going_on(kind: str, day: date, shift: int = 0) -> Period:
    """The period of a kind that a day is in; ``shift`` is the workspace's ``fiscal_shift``.

    One that a calendar has too is told as that, so that it is called the same everywhere.
    """
    length = MONTHS[kind]
    if shift % length == 0:
        return period_of(kind, day)
    there = period_of(kind, _months_after(day, shift))
    ends = [day and _months_after(day, -shift) for day in (there.from_on, there.until_on)]
    return replace(there, kind="custom", from_on=ends[0], until_on=ends[1])


def _months_after(day: date, count: int) -> date:
    """The first of the month so many months after that of a day."""
    month = day.year * 12 + day.month - 1 + count
    return date(month // 12, month % 12 + 1, 1)
