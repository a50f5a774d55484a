"""Working days are counted as somebody with a paper calendar and a clock would count them, quarter by quarter."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.workspaces.calendar import USUAL_WEEK, Calendar, calendar_of
from penstock.workspaces.models import SpecialDay, WorkingHours

QUARTER = timedelta(minutes=15)
ZONES = ["UTC", "Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"]
BERLIN = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2025, 3, 24, tzinfo=UTC)

hours = st.tuples(st.integers(0, 22), st.integers(1, 24)).filter(lambda pair: pair[0] < pair[1])
weeks = st.dictionaries(st.integers(0, 6), hours, min_size=1)
moments = st.one_of(
    # Around the days on which clocks change in spring and autumn, and anywhere else.
    st.integers(0, 4 * 24 * 14).map(lambda quarters: BEGIN + quarters * QUARTER),
    st.integers(0, 4 * 24 * 14).map(lambda quarters: datetime(2025, 10, 20, tzinfo=UTC) + quarters * QUARTER),
)
specials = st.dictionaries(st.dates(date(2025, 3, 20), date(2025, 4, 10)), st.booleans(), max_size=6)


def clock_time(hour: int) -> time:
    return time(hour % 24)


def built(zone: str, week: dict[int, tuple[int, int]], special: dict[date, bool]) -> Calendar:
    return Calendar(ZoneInfo(zone), {day: (clock_time(a), clock_time(b)) for day, (a, b) in week.items()}, special)


def slow(
    zone: str, week: dict[int, tuple[int, int]], special: dict[date, bool], start: datetime, end: datetime
) -> float:
    """Quarter after quarter: is it worked, and which part is it of its day's quarters?"""

    def worked(moment: datetime) -> bool:
        local = moment.astimezone(ZoneInfo(zone))
        usual = local.weekday() in week
        if not special.get(local.date(), usual):
            return False
        begins, ends = week.get(local.weekday()) or week[min(week)]
        return begins <= local.hour < ends

    def quarters_of_day(moment: datetime) -> int:
        day = moment.astimezone(ZoneInfo(zone)).date()
        around = (moment + n * QUARTER for n in range(-4 * 26, 4 * 26))
        return sum(worked(one) for one in around if one.astimezone(ZoneInfo(zone)).date() == day)

    total, moment = 0.0, start
    while moment < end:
        if worked(moment):
            total += 1 / quarters_of_day(moment)
        moment += QUARTER
    return total


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), weeks, specials, moments, st.integers(0, 4 * 24 * 5))
def test_working_days_are_those_of_the_slow_count(zone, week, special, start, quarters):
    end = start + quarters * QUARTER
    told = built(zone, week, special).days_between(start, end)
    assert told == pytest.approx(slow(zone, week, special, start, end), abs=1e-6)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ZONES), weeks, specials, moments, st.floats(0, 400))
def test_after_is_the_way_back(zone, week, special, start, days):
    calendar = built(zone, week, special)
    reached = calendar.after(start, days)
    assert reached >= start
    assert calendar.days_between(start, reached) == pytest.approx(days, abs=1e-6)
    earlier = max(start, reached - timedelta(minutes=1))
    assert calendar.days_between(start, earlier) <= days + 1e-6


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ZONES), weeks, specials, moments, moments, moments)
def test_stretches_add_up(zone, week, special, one, two, three):
    calendar, (a, b, c) = built(zone, week, special), sorted((one, two, three))
    parts = calendar.days_between(a, b) + calendar.days_between(b, c)
    assert parts == pytest.approx(calendar.days_between(a, c), abs=1e-6)


def test_a_week_has_five_working_days_whichever_moment_it_begins():
    calendar = Calendar(BERLIN, USUAL_WEEK)
    for hour in range(24 * 7):
        start = BEGIN + timedelta(hours=hour)
        local = start.astimezone(BERLIN)
        end = (local.replace(tzinfo=None) + timedelta(days=7)).replace(tzinfo=BERLIN)
        assert calendar.days_between(start, end) == pytest.approx(5)


def test_a_weekend_made_up_for_is_worked_and_a_holiday_is_not():
    week = dict.fromkeys(range(5), (time(9), time(18)))
    monday, saturday = date(2025, 11, 3), date(2025, 11, 1)
    calendar = Calendar(ZoneInfo("Europe/Moscow"), week, {monday: False, saturday: True})
    assert not calendar.is_working_day(monday) and calendar.is_working_day(saturday)
    friday_evening = datetime(2025, 10, 31, 16, tzinfo=UTC)
    assert calendar.after(friday_evening, 1) == datetime(2025, 11, 1, 15, tzinfo=UTC)
    assert calendar.after(friday_evening, 2) == datetime(2025, 11, 4, 15, tzinfo=UTC)


def test_a_person_has_days_off_of_their_own(world):
    rep, ours = world.people["rep"], world.workspace
    SpecialDay.objects.insert(
        [
            SpecialDay(workspace=ours, name="New year", first_on=date(2026, 1, 1), last_on=date(2026, 1, 2)),
            SpecialDay(workspace=ours, person=rep, name="Holiday", first_on=date(2026, 1, 5), last_on=date(2026, 1, 9)),
        ]
    )
    everybodys, reps = calendar_of(ours), calendar_of(ours, rep.pk)
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 12, tzinfo=UTC)
    assert everybodys.days_between(start, end) == pytest.approx(5)
    assert reps.days_between(start, end) == pytest.approx(0)
    assert calendar_of(ours, world.people["manager"].pk).days_between(start, end) == pytest.approx(5)


def test_the_hours_of_a_workspace_count(world):
    rows = [WorkingHours(workspace=world.workspace, weekday=5, begins=time(10), ends=time(14))]
    WorkingHours.objects.insert(rows)
    calendar = calendar_of(world.workspace)
    saturday_noon = datetime(2026, 1, 3, 12, tzinfo=UTC)
    assert calendar.is_working_time(saturday_noon)
    assert calendar.days_between(saturday_noon, saturday_noon + timedelta(days=7)) == pytest.approx(1)
