"""A day comes, counted from a date of the deal: it follows the date, comes once, and is made up for when missed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.automation.days import dates_due_on, shifted
from penstock.automation.models import Automation, RunState
from penstock.common import clock
from penstock.deals.actions import change_deal, win_deal
from penstock.workspaces.calendar import USUAL_WEEK, Calendar
from tests.automation.setting import NOTE, a_rule, runs, switched_on, work

MONDAY = date(2026, 3, 2)
BEFORE_3 = {"count": 3, "unit": "working", "side": "before", "date": "expected_close_on"}
OFFICE = Calendar(__import__("zoneinfo").ZoneInfo("UTC"), USUAL_WEEK, {date(2026, 3, 9): False})
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


@given(DAYS, st.integers(-30, 30), st.booleans())
def test_the_dates_due_on_a_day_are_exactly_those_that_lead_to_it(day, count, worked):
    calendar = OFFICE if worked else None
    is_worked = calendar.is_working_day if calendar else None
    span = [day + timedelta(days=offset) for offset in range(-60, 61)]
    told = [one for one in span if shifted(one, count, is_worked) == day]
    assert sorted(dates_due_on(day, count, calendar)) == told


@pytest.fixture
def today(monkeypatch, world):
    """A clock that stands where it is put."""
    now = [datetime(2026, 3, 2, 12, tzinfo=UTC)]
    monkeypatch.setattr(clock, "now", lambda: now[0])

    def turn(day):
        now[0] = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    return turn


def close_on(deal, day, rep):
    change_deal(deal, by=rep, expected_close_on=day)


@pytest.mark.django_db
def test_it_comes_three_working_days_before_and_follows_the_date(world, rep, owner, today):
    deal = world.deal(expected_close_on=date(2026, 3, 10))
    automation = switched_on(a_rule("moment", NOTE, **BEFORE_3), owner)
    work()
    today(date(2026, 3, 4))
    close_on(deal, date(2026, 3, 13), rep)
    today(date(2026, 3, 5))
    work()
    assert runs(automation) == [], "the date has moved away"
    today(date(2026, 3, 10))
    work()
    work()
    (run,) = runs(automation)
    assert (run.state, run.counted_from) == (RunState.DONE, date(2026, 3, 13))
    close_on(deal, date(2026, 3, 20), rep)
    today(date(2026, 3, 17))
    work()
    assert [one.counted_from for one in runs(automation)] == [date(2026, 3, 13), date(2026, 3, 20)]


@pytest.mark.django_db
def test_missed_days_are_made_up_for(world, rep, owner, today):
    world.deal(expected_close_on=date(2026, 3, 10))
    automation = switched_on(a_rule("moment", NOTE, **{**BEFORE_3, "unit": "days"}), owner)
    work()
    today(date(2026, 3, 12))
    work()
    assert [run.state for run in runs(automation)] == [RunState.DONE]
    assert Automation.objects.of(owner).get().timed_until == date(2026, 3, 12)


@pytest.mark.django_db
def test_a_date_that_moves_closer_than_the_days_counts_at_once(world, rep, owner, today):
    deal = world.deal(expected_close_on=date(2026, 5, 10))
    automation = switched_on(a_rule("moment", NOTE, **BEFORE_3), owner)
    work()
    close_on(deal, date(2026, 3, 3), rep)
    work()
    work()
    assert [run.counted_from for run in runs(automation)] == [date(2026, 3, 3)]


@pytest.mark.django_db
def test_conditions_count_on_the_day(world, rep, owner, today):
    deal = world.deal(expected_close_on=date(2026, 3, 10))
    automation = switched_on(a_rule("moment", NOTE, if_="status=open", **BEFORE_3), owner)
    today(date(2026, 3, 3))
    win_deal(deal, by=rep)
    today(date(2026, 3, 5))
    work()
    assert runs(automation) == []
