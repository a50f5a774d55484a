"""Days and rates once more, slow and obvious."""

import math
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.metrics.histories import RATES, ZONE

TODAY = date(2025, 6, 1)


def start_of(day: date) -> datetime:
    """When a day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(ZONE))


def local(moment: datetime) -> datetime:
    """The wall clock."""
    return moment.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)


def days(start: datetime, end: datetime) -> float:
    """Days by the wall clock."""
    return max((local(end) - local(start)) / timedelta(days=1), 0.0)


def rate(currency: str, day: date) -> Decimal | None:
    """The newest rate on or before the day."""
    if currency == "USD":
        return Decimal(1)
    known = [value for code, on, value in RATES if code == currency and on <= day]
    return known[-1] if known else None


def noticed(length: float) -> float:
    """To the minute in the first day, then to the hour."""
    return math.floor(length * 1440 + 0.5) / 1440 if length < 1 else math.floor(length * 24 + 0.5) / 24


def survival(rows: list[tuple[float, bool]]) -> tuple[int, float | None]:
    """The day on which the share of those that did not move on falls to a half."""
    rows = [(noticed(length), moved) for length, moved in rows]
    share = 1.0
    for day in sorted({length for length, moved in rows if moved}):
        at_risk = sum(length >= day for length, _moved in rows)
        share *= 1 - sum(moved for length, moved in rows if length == day) / at_risk
        if share <= 0.5 + 1e-9:
            return len(rows), day
    return len(rows), None
