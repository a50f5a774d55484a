"""Norms count working days and metrics calendar days of the same visits: the two never contradict one another.

F are the free dates that a visit touches. Its calendar days without them and its working days differ by less than two:
by the parts of its first and its last day, of which either clock counts another part.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.attention.learning import visits_of
from penstock.common import clock
from penstock.metrics.asking import behind
from penstock.people.actions import add_special_day
from penstock.workspaces.calendar import Calendar, calendar_of
from tests.attention.histories import won_deals

NEAR = 1e-6
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"])
MOMENTS = st.floats(0, 729).map(lambda days: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=days))


@st.composite
def calendars(draw):
    """A week of some days with some hours, and days that differ, over both changes of the clock."""
    hours = draw(st.sampled_from([(time(9), time(18)), (time(22), time()), (time(0), time(1)), (time(0), time())]))
    week = dict.fromkeys(draw(st.sets(st.integers(0, 6), min_size=1)), hours)
    special = draw(st.dictionaries(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.booleans(), max_size=20))
    return Calendar(ZoneInfo(draw(ZONES)), week, special)


def free_dates(calendar, start, end):
    """The dates without work that a visit touches, one by one."""
    day, last = (one.astimezone(calendar.zone).date() for one in (start, end))
    found = 0
    while day <= last:
        found += not calendar.is_working_day(day)
        day += timedelta(days=1)
    return found


def calendar_days(calendar, start, end):
    """Days by the wall clock, as the metrics have them."""
    here, there = (one.astimezone(calendar.zone).replace(tzinfo=None) for one in (start, end))
    return (there - here) / timedelta(days=1)


@given(calendars(), MOMENTS, st.floats(0, 200))
def test_without_the_free_dates_both_clocks_differ_by_less_than_two_days(calendar, start, days):
    end = start + timedelta(days=days)
    worked, lasted = calendar.days_between(start, end), calendar_days(calendar, start, end)
    assert abs(worked - (lasted - free_dates(calendar, start, end))) < 2 + NEAR
    assert worked <= lasted + 2 and worked >= 0


@given(calendars(), MOMENTS, st.floats(0, 60), st.floats(0, 60))
def test_who_waits_longer_waits_longer_by_both_clocks(calendar, start, days, more):
    first, second = start + timedelta(days=days), start + timedelta(days=days + more)
    assert calendar.days_between(start, first) <= calendar.days_between(start, second) + NEAR
    whole = calendar.days_between(start, first) + calendar.days_between(first, second)
    assert whole == pytest.approx(calendar.days_between(start, second), abs=NEAR)


@pytest.mark.django_db
def test_the_visits_of_won_deals_are_the_same_to_norms_and_to_metrics(world, owner):
    today = clock.now().date()
    add_special_day("Away", today - timedelta(days=33), today - timedelta(days=30), by=owner)
    deals = won_deals(world, 15, stays=(7.4, 0.3, 20.75))
    calendar = calendar_of(world.workspace)
    stretches = {(deal, stage): found for deal, stage, found in visits_of([one.pk for one in deals])}
    seen = 0
    for place in range(3):
        stage = world.stages[place]
        for row in behind("stage_days", (), by=owner, where=[("stage", stage.name)]):
            ((start, end),) = stretches[row.deal_id, stage.pk]
            worked = calendar.days_between(start, end)
            assert row.amount == pytest.approx(calendar_days(calendar, start, end), abs=1e-3)
            assert abs(worked - (float(row.amount) - free_dates(calendar, start, end))) < 2
            seen += 1
    assert seen == 45
