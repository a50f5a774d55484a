"""Working time: which days and hours are worked, and how many working days lie between two moments."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from penstock.common import clock
from penstock.workspaces.kept import kept
from penstock.workspaces.models import SpecialDay, WorkingHours, Workspace

Window = tuple[time, time]

OFFICE: Window = (time(9), time(18))
USUAL_WEEK: dict[int, Window] = dict.fromkeys(range(5), OFFICE)
"""Monday to Friday, until a workspace says otherwise."""

LAST = date.max.toordinal() - 7


class Calendar:
    """Working days as a line of numbers: each worked day is one step long, wherever in it the hours lie.

    ``week`` maps a weekday (0 is Monday) to the hours worked, which end after they begin; an end at midnight is the
    day's own end. ``special`` are days that differ: True is worked although the week says no, False is free.
    """

    def __init__(self, zone: ZoneInfo, week: Mapping[int, Window], special: Mapping[date, bool] | None = None) -> None:
        if not week:
            raise ValueError("a calendar has at least one working day in a week")
        self.zone, self._week = zone, dict(week)
        self._prefix = [0, *accumulate(day in self._week for day in range(7))]
        differing = sorted((day.toordinal(), on) for day, on in (special or {}).items() if on != self._usual(day))
        self._special = dict(differing)
        self._special_days = [day for day, _on in differing]
        self._shifts = [0, *accumulate(1 if on else -1 for _day, on in differing)]
        self._windows: dict[int, tuple[datetime, datetime]] = {}
        self._days: dict[int, int] = {}

    def is_working_day(self, day: date) -> bool:
        """Whether anything is worked that day."""
        return self._works(day.toordinal())

    def hours(self, day: date) -> tuple[datetime, datetime] | None:
        """When work begins and ends that day, in UTC; None on a free day."""
        return self._window(day.toordinal()) if self.is_working_day(day) else None

    def is_working_time(self, moment: datetime) -> bool:
        """Whether the moment lies within working hours."""
        window = self.hours(clock.day_of(moment, self.zone))
        return window is not None and window[0] <= moment < window[1]

    def days_between(self, start: datetime, end: datetime) -> float:
        """Working days from one moment to the other; part of a day counts as that part of its hours."""
        return self._position(end) - self._position(start)

    def after(self, start: datetime, days: float) -> datetime:
        """The first moment at which so many working days have passed since ``start``."""
        goal = self._position(start) + days
        whole, part = divmod(goal, 1)
        if part == 0:
            whole, part = whole - 1, 1.0
        begins, ends = self._window(self._day(int(whole)))
        return max(start, begins + (ends - begins) * part)

    def _usual(self, day: date) -> bool:
        return day.weekday() in self._week

    def _works(self, ordinal: int) -> bool:
        return self._special.get(ordinal, (ordinal + 6) % 7 in self._week)

    def _before(self, ordinal: int) -> int:
        """How many working days came before this one since the calendar's first day."""
        weeks, rest = divmod(ordinal - 1, 7)
        return weeks * self._prefix[7] + self._prefix[rest] + self._shifts[bisect_left(self._special_days, ordinal)]

    def _day(self, number: int) -> int:
        """The working day that has so many before it."""
        if number not in self._days:
            self._days[number] = bisect_left(range(LAST), number + 1, lo=1, key=lambda day: self._before(day + 1))
        return self._days[number]

    def _window(self, ordinal: int) -> tuple[datetime, datetime]:
        """The hours of a working day in UTC; a day made up for has those of the week's first working day."""
        if ordinal not in self._windows:
            begins, ends = self._week.get((ordinal + 6) % 7) or self._week[min(self._week)]
            last = ordinal + 1 if ends == time() else ordinal
            self._windows[ordinal] = (self._moment(ordinal, begins), self._moment(last, ends))
        return self._windows[ordinal]

    def _moment(self, ordinal: int, at: time) -> datetime:
        return datetime.combine(date.fromordinal(ordinal), at, tzinfo=self.zone).astimezone(UTC)

    def _position(self, moment: datetime) -> float:
        ordinal = moment.astimezone(self.zone).toordinal()
        before = self._before(ordinal)
        if not self._works(ordinal):
            return float(before)
        begins, ends = self._window(ordinal)
        return before + min(max((moment - begins) / (ends - begins), 0.0), 1.0)


def calendar_of(workspace: Workspace, person_id: int | None = None) -> Calendar:
    """The workspace's calendar by two queries; with a person, their own days off are free too."""
    return kept(workspace, "calendar", lambda: _read(workspace, person_id), person_id)


def _read(workspace: Workspace, person_id: int | None) -> Calendar:
    week = {row.weekday: (row.begins, row.ends) for row in WorkingHours.objects.on(workspace)}
    rows = SpecialDay.objects.on(workspace).for_person(person_id).order_by("person_id", "first_on")
    return Calendar(workspace.zone, week or USUAL_WEEK, special_days(rows))


def calendars_of(workspace: Workspace) -> dict[int, Calendar]:
    """The calendar of everybody who has days of their own, by person, and as 0 that of the others; by two queries."""
    return kept(workspace, "calendars", lambda: _read_all(workspace))


def _read_all(workspace: Workspace) -> dict[int, Calendar]:
    week = {row.weekday: (row.begins, row.ends) for row in WorkingHours.objects.on(workspace)} or USUAL_WEEK
    rows = list(SpecialDay.objects.on(workspace).order_by("first_on", "pk"))
    shared = [row for row in rows if row.person_id is None]
    own: dict[int, list[SpecialDay]] = {0: []}
    for row in rows:
        if row.person_id is not None:
            own.setdefault(row.person_id, []).append(row)
    return {pk: Calendar(workspace.zone, week, special_days([*shared, *days])) for pk, days in own.items()}


def special_days(rows: Iterable[SpecialDay]) -> dict[date, bool]:
    """Day by day what the rows say; where two speak of a day, free wins: somebody's holiday is not worked."""
    told: dict[date, bool] = {}
    for row in rows:
        for offset in range((row.last_on - row.first_on).days + 1):
            day = row.first_on + timedelta(days=offset)
            told[day] = row.is_working and told.get(day, True)
    return told
