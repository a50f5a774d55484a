"""Relative periods, and the earlier time that each is compared with."""

import itertools
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from penstock.dashboards.periods import against, earlier, shortly, step_for, steps
from penstock.metrics.periods import Period, period_of
from penstock.metrics.relative import RELATIVE, relative
from penstock.targets.periods import Span
from penstock.ui import formats

DAY = date(2027, 5, 12)


@pytest.mark.parametrize(
    ("key", "first", "end"),
    [
        ("this_month", "2027-05-01", "2027-06-01"),
        ("last_month", "2027-04-01", "2027-05-01"),
        ("this_quarter", "2027-04-01", "2027-07-01"),
        ("last_quarter", "2027-01-01", "2027-04-01"),
        ("this_year", "2027-01-01", "2028-01-01"),
        ("last_year", "2026-01-01", "2027-01-01"),
        ("last_30_days", "2027-04-13", "2027-05-13"),
        ("last_12_months", "2026-06-01", "2027-06-01"),
    ],
)
def test_words_mean_days(key, first, end):
    found = relative(key, DAY)
    assert (found.from_on, found.until_on) == (date.fromisoformat(first), date.fromisoformat(end))


def test_a_period_that_goes_on_is_compared_with_as_many_days_of_the_one_before():
    before = earlier(relative("this_quarter", DAY), "before", DAY)
    assert before == Period("custom", date(2027, 1, 1), date(2027, 2, 12))


def test_a_period_that_is_over_is_compared_with_the_whole_of_the_one_before():
    assert earlier(period_of("quarter", date(2027, 1, 1)), "before", DAY) == period_of("quarter", date(2026, 10, 1))
    assert earlier(period_of("month", date(2027, 1, 1)), "year", DAY) == period_of("month", date(2026, 1, 1))


@given(st.sampled_from([key for key in RELATIVE if key != "all"]), st.dates(date(2001, 1, 1), date(2090, 1, 1)))
def test_what_a_period_is_compared_with_is_before_it_and_no_longer(key, day):
    period = relative(key, day)
    for compare in ("before", "year"):
        before = earlier(period, compare, day)
        assert before and before.from_on < before.until_on
        assert before.from_on < period.from_on
        assert before.until_on - before.from_on <= timedelta(days=366)


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(1, 800))
def test_steps_cover_a_time_without_a_gap(first, length):
    span = Span(first, first + timedelta(days=length))
    found = [one for _key, one in steps(step_for(span), span)]
    assert found[0].from_on == span.from_on and found[-1].until_on == span.until_on
    assert all(one.until_on == other.from_on for one, other in itertools.pairwise(found))


def test_a_month_below_an_axis_is_short_in_every_language() -> None:
    for language, words in (("en", "Dec 2025"), ("ru", "дек. 2025"), ("zh-hans", "2025年12月")):
        with translation.override(language):
            assert shortly("month", date(2025, 12, 1), True) == words


def test_august_keeps_all_its_letters_below_an_axis_in_russian():
    with translation.override("ru"):
        assert shortly("month", date(2025, 8, 1), False) == "авг."
        assert shortly("month", date(2025, 8, 1), True).split() == ["авг.", "2025"]


def test_what_is_so_is_compared_with_a_day_and_what_happens_with_a_time():
    before = Period("custom", date(2027, 7, 1), date(2027, 8, 24))
    with translation.override("en"):
        assert against(before, happens=True) == before.label
        assert against(before, happens=False) == formats.day(date(2027, 8, 23))
    assert against(None, happens=False) == ""
