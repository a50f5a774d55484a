"""Days and rates once more, slow and obvious."""

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
