"""Days: naive values of a file become moments in the workspace's time zone."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo


def moment_in(zone: ZoneInfo, value: datetime | date) -> datetime:
    """A moment in UTC: a day begins at its midnight in the zone, a clock without a zone is the zone's own."""
    if isinstance(value, datetime) and value.tzinfo:
        return value
    return _in_utc(zone, value)


@lru_cache(maxsize=16384)
def _in_utc(zone: ZoneInfo, value: datetime | date) -> datetime:
    """Files tell the same days again and again."""
    naive = value if isinstance(value, datetime) else datetime.combine(value, time())
    return naive.replace(tzinfo=zone).astimezone(UTC)


def day_in(zone: ZoneInfo, value: datetime | date) -> date:
    """The calendar day of a value in the zone."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(zone).date() if value.tzinfo else value.date()


def as_day(value: datetime | date) -> date:
    """The calendar day that a value writes, for comparing values of one file."""
    return value.date() if isinstance(value, datetime) else value
