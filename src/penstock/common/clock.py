"""Days and moments: the one place that asks what time it is and where a day begins."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The moment a calendar day begins in the zone."""
    return datetime.combine(day, time(), tzinfo=zone)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day of a moment in the zone."""
    return moment.astimezone(zone).date()


def days_between(start: datetime, end: datetime, zone: ZoneInfo) -> float:
    """Calendar days between two moments by the wall clock of the zone, as a fraction of 24 hours."""
    wall = end.astimezone(zone).replace(tzinfo=None) - start.astimezone(zone).replace(tzinfo=None)
    return wall / timedelta(days=1)
