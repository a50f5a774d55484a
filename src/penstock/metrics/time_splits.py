"""Figures told month by month or quarter by quarter: what each is called, and the address of each alone."""

from datetime import date

from penstock.metrics.asked import Asked
from penstock.metrics.periods import MONTHS, Period, period_of

TIMES = ("quarter", "month")


def period_named(kind: str, name: str) -> Period:
    """The month or quarter of a name as the catalogue has it: 2017-03, 2017-Q1."""
    year, number = name.split("-")
    place = int(number.removeprefix("Q")) - 1
    return period_of(kind, date(int(year), place * MONTHS[kind] + 1, 1))


def part_of(asked: Asked, part: Period, **also: str) -> str:
    """The query for a part of the period that is asked about, as far as it lies within it."""
    first, end = asked.period.from_on, asked.period.until_on
    from_on = max(filter(None, (first, part.from_on)))
    until_on = min(filter(None, (end, part.until_on)))
    is_whole = (from_on, until_on) == (part.from_on, part.until_on)
    kind = part.kind if is_whole else "custom"
    return asked.query(**{"period": kind, "from": from_on.isoformat(), "to": until_on.isoformat()}, **also)
