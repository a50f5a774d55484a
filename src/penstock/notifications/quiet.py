"""When nobody wants to be disturbed, and when a digest is due: by a person's own clock and working days."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

IsWorked = Callable[[date], bool]
A_DAY = timedelta(days=1)
MOST_FREE_DAYS = 60
"""After so many free days in a row a calendar is not asked any more: somebody is away for good."""


def is_quiet(moment: datetime, zone: ZoneInfo, begins: time | None, ends: time | None, is_worked: IsWorked) -> bool:
    """Whether the moment lies in the quiet hours, which may go over midnight, or on a free day."""
    local = moment.astimezone(zone)
    return _in_hours(local.time(), begins, ends) or not is_worked(local.date())


def first_loud(
    moment: datetime, zone: ZoneInfo, begins: time | None, ends: time | None, is_worked: IsWorked
) -> datetime:
    """The moment itself, or the end of the quiet time in which it lies."""
    now = moment
    for _step in range(2 * MOST_FREE_DAYS):
        local = now.astimezone(zone)
        if not is_worked(local.date()):
            now = start_of(local.date() + A_DAY, time(), zone)
        elif ends is not None and _in_hours(local.time(), begins, ends):
            now = _next(now, ends, zone)
        else:
            return now
    return moment


def start_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment at which a clock shows a time on a day; where the clocks skip it, the moment they do so.

    Where the clocks are put back and show it twice, it is the first of the two.
    """
    told = datetime.combine(day, at, tzinfo=zone)
    found = told.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None, fold=0) == told.replace(tzinfo=None, fold=0):
        return found
    early, late = told.replace(fold=1).astimezone(UTC), found
    return _leap(early, late, zone)


def due_digest(now: datetime, zone: ZoneInfo, at: time, is_worked: IsWorked) -> date | None:
    """The day whose digest is due by now: today's, once its hour has come, if today is worked."""
    today = now.astimezone(zone).date()
    return today if is_worked(today) and start_of(today, at, zone) <= now else None


def _in_hours(at: time, begins: time | None, ends: time | None) -> bool:
    if begins is None or ends is None or begins == ends:
        return False
    return begins <= at < ends if begins < ends else at >= begins or at < ends


def _next(moment: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The next moment after this one at which the clock shows a time."""
    day = moment.astimezone(zone).date()
    again = datetime.combine(day, at, tzinfo=zone).replace(fold=1).astimezone(UTC)
    for candidate in (start_of(day, at, zone), again):
        if candidate > moment:
            return candidate
    return start_of(day + A_DAY, at, zone)


def _leap(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The moment between the two, to the second, at which the clocks are put forward."""
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
