"""Counting days from a date, forwards and back: of the calendar, or only those that are worked."""

from collections.abc import Callable
from datetime import date, timedelta

from penstock.workspaces.calendar import Calendar

A_DAY = timedelta(days=1)
FURTHEST = 366
"""So many days an automation may count at most."""


def shifted(day: date, count: int, is_worked: Callable[[date], bool] | None) -> date:
    """The day so many days after (or before, when negative); with ``is_worked`` only days that are worked count."""
    if is_worked is None:
        return day + count * A_DAY
    step = A_DAY if count >= 0 else -A_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_worked(day)
    return day


def dates_due_on(day: date, count: int, calendar: Calendar | None) -> list[date]:
    """The dates from which so many days lead to this day; several where free days lie between."""
    if calendar is None:
        return [day - count * A_DAY]
    away = A_DAY if count < 0 else -A_DAY
    found, candidate = [], day
    while True:
        led = shifted(candidate, count, calendar.is_working_day)
        if led == day:
            found.append(candidate)
        elif (led > day) == (count < 0):
            return found
        candidate += away
