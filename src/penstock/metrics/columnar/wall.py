"""Moments in UTC on the wall clock of a time zone, in SQL."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
STEP = timedelta(days=7)
"""No zone leaves its offset and comes back to it within so little time."""

YEAR = timedelta(days=366)


def local(moment: str, zone: str) -> str:
    """A moment in UTC on the wall clock of a zone; adding where nothing else can be true is ten times quicker."""
    asked = f"timezone('{zone}', timezone('UTC', {moment}))"
    since = steady_since(zone)
    if since > LAST - YEAR:
        return asked
    offset = int((since.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()).total_seconds())
    steady = f"{moment} >= TIMESTAMP '{since:%Y-%m-%d}' AND {moment} < TIMESTAMP '{LAST:%Y-%m-%d}'"
    return f"CASE WHEN {steady} THEN {moment} + INTERVAL ({offset}) SECOND ELSE {asked} END"


@cache
def steady_since(zone: str) -> datetime:
    """Since when a zone has had one offset, or a week after; within the year before ``LAST`` where it has several."""
    clock = ZoneInfo(zone)
    moment, ends = LAST, LAST.astimezone(clock).utcoffset()
    while moment - STEP >= FIRST and (moment - STEP).astimezone(clock).utcoffset() == ends:
        moment -= STEP
    return moment
