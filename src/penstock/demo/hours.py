"""The demo's people sleep at night: the moments of the story are drawn into the hours of an office."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

NINE, EIGHT_HOURS, DAY = timedelta(hours=9), timedelta(hours=8), timedelta(days=1)
FRIDAY = 4


def by_day(at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment between nine and five of its working day, a weekend's in the hour after Friday's five; order is kept.

    What is of today stays as it is, so that nothing comes after now.
    """
    local = at.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return at
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    passed, late = (local - midnight) / DAY, local.weekday() - FRIDAY
    if late <= 0:
        return midnight + NINE + passed * EIGHT_HOURS
    return midnight - late * DAY + NINE + EIGHT_HOURS + timedelta(hours=(late - 1 + passed) / 2)
