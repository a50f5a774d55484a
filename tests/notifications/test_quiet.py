"""Quiet hours and the digest's hour, by a person's clock and working days, also on the days when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from penstock.notifications.quiet import due_digest, first_loud, is_quiet, start_of

ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Asia/Kolkata", "Australia/Lord_Howe",
        "America/Santiago", "Africa/Casablanca", "Asia/Beirut", "Pacific/Kiritimati",
    )
]  # fmt: skip
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: BEGAN + timedelta(minutes=minutes))
QUARTERS = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
WEEKS = st.sets(st.integers(0, 6), min_size=1)
BERLIN = ZoneInfo("Europe/Berlin")


def worked_in(week):
    return lambda day: day.weekday() in week


@settings(max_examples=150, deadline=None)
@given(MOMENTS, st.sampled_from(ZONES), QUARTERS, QUARTERS, WEEKS)
@example(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), BERLIN, time(0), time(2, 30), set(range(7)))
@example(datetime(2026, 10, 25, 0, 45, tzinfo=UTC), BERLIN, time(0), time(2, 30), set(range(7)))
@example(datetime(2026, 10, 25, 1, 0, tzinfo=UTC), BERLIN, time(0), time(2, 30), set(range(7)))
def test_it_is_the_first_moment_that_a_minute_by_minute_look_finds(moment, zone, begins, ends, week):
    found = first_loud(moment, zone, begins, ends, worked_in(week))
    slow = moment
    while is_quiet(slow, zone, begins, ends, worked_in(week)):
        slow += timedelta(minutes=15)
    assert moment <= found <= slow < found + timedelta(minutes=15)
    assert not is_quiet(found, zone, begins, ends, worked_in(week))


@settings(max_examples=150, deadline=None)
@given(MOMENTS, st.sampled_from(ZONES), QUARTERS, WEEKS)
def test_every_working_day_has_one_digest_and_no_other_day_has_any(moment, zone, at, week):
    """Somebody who looks every quarter of an hour for three days sees each day's digest become due, never before."""
    seen = {}
    for quarter in range(3 * 96):
        now = moment + timedelta(minutes=15 * quarter)
        day = due_digest(now, zone, at, worked_in(week))
        if day is not None:
            seen.setdefault(day, now)
    first = moment.astimezone(zone).date()
    for day in (first + timedelta(days=1), first + timedelta(days=2)):
        assert (day in seen) == (day.weekday() in week)
        if day in seen:
            assert timedelta(0) <= seen[day] - start_of(day, at, zone) < timedelta(minutes=15)


@settings(max_examples=300, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), QUARTERS, st.sampled_from(ZONES))
def test_a_time_of_day_is_that_time_or_the_end_of_what_the_clocks_skipped(day, at, zone):
    found = start_of(day, at, zone)
    local = found.astimezone(zone)
    assert local.date() == day or local.time() == time()
    before = (found - timedelta(seconds=1)).astimezone(zone)
    assert local.time() == at or before.time() < at < local.time() or (before.date() < day and local.date() == day)


def test_a_skipped_hour_ends_quiet_time_when_the_clocks_are_put_forward():
    found = first_loud(datetime(2026, 3, 29, 0, 0, tzinfo=UTC), BERLIN, time(22), time(2, 30), lambda _day: True)
    assert found == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_weekend_is_quiet_until_mondays_quiet_hours_end():
    friday = datetime(2026, 3, 27, 22, 0, tzinfo=UTC)
    monday = datetime(2026, 3, 30, 6, 0, tzinfo=UTC)
    assert first_loud(friday, BERLIN, time(20), time(8), worked_in(range(5))) == monday


def test_somebody_who_never_works_is_not_waited_for():
    now = datetime(2026, 3, 27, 22, 0, tzinfo=UTC)
    assert first_loud(now, BERLIN, None, None, lambda _day: False) == now


@pytest.mark.parametrize("hours", [(None, None), (time(8), None), (time(9), time(9))])
def test_hours_without_a_beginning_and_an_end_are_none(hours):
    now = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
    assert first_loud(now, BERLIN, *hours, lambda _day: True) == now
