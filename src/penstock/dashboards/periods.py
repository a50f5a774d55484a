"""What a widget's period is compared with, and the steps by which it is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from babel.dates import format_skeleton

from penstock.metrics.periods import MONTHS, Period, period_of
from penstock.metrics.planning import times_of
from penstock.targets.periods import Span
from penstock.ui import formats

FEW_DAYS, FEW_WEEKS = 31, 200
"""A time of at most so many days is told by day, or by week."""


def earlier(period: Period, compare: str, day: date) -> Period | None:
    """The time that a period is compared with; of one that goes on, as many days as are over by now."""
    if not compare or period.from_on is None or period.until_on is None:
        return None
    if compare == "year":
        first, end = _a_year_before(period.from_on), _a_year_before(period.until_on)
    elif period.steps:
        first, end = period.before.from_on or period.from_on, period.from_on
    else:
        first, end = period.from_on - (period.until_on - period.from_on), period.from_on
    if period.from_on <= day < period.until_on - timedelta(days=1):
        end = min(end, first + (day - period.from_on) + timedelta(days=1))
        return Period("custom", first, end)
    return replace(period, from_on=first, until_on=end) if period.kind in MONTHS else Period("custom", first, end)


def against(before: Period | None, happens: bool) -> str:
    """What people call the time compared with: of what does not happen but is so, the day it was so at the end of."""
    if before is None:
        return ""
    if happens or before.until_on is None:
        return before.label
    return formats.day(before.until_on - timedelta(days=1))


def step_for(span: Span) -> str:
    """By which step a time is told best."""
    length = (span.until_on - span.from_on).days
    return "day" if length <= FEW_DAYS else "week" if length <= FEW_WEEKS else "month"


def steps(key: str, span: Span) -> Iterator[tuple[str, Span]]:
    """The days, weeks, months … of a span, as an answer calls them, in order."""
    return times_of(key, span)


def called(key: str, span: Span) -> str:
    """What people call a step."""
    if key in MONTHS:
        return period_of(key, span.from_on).label
    return formats.day(span.from_on)


def shortly(key: str, first: date, years: bool) -> str:
    """What stands below an axis: short, so that a year has no “г.” in Russian."""
    if key == "month":
        told = format_skeleton("yMMM" if years else "MMM", first, locale=formats.reader_locale())
        return told.removesuffix("г.").rstrip() if years else told
    if key in ("day", "week"):
        return format_skeleton("yMMMd" if years and key == "day" else "MMMd", first, locale=formats.reader_locale())
    return called(key, Span(first, first))


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
