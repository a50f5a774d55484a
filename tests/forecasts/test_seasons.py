"""What months are to each other, by example and against what must always hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.forecasts.seasons import DOUBT, Seasons, seen


def months(first: int, counts: list[int]) -> dict[date, int]:
    """Wins of one month after another from January of a year on."""
    return {date(first + at // 12, at % 12 + 1, 1): count for at, count in enumerate(counts)}


def test_a_quarter_that_ends_strongly_is_seen_after_a_few() -> None:
    # The first quarter says nothing, because the first deal was won in it; of each other one half is won at its end.
    told = seen(months(2024, [25, 25, 50] * 4), date(2025, 1, 10))
    drawn = (3 * 0.5 * 3 + DOUBT) / (3 + DOUBT)
    assert told.factors[3] == told.factors[12] == pytest.approx(drawn)
    assert told.factors[1] == pytest.approx((3 * 0.25 * 3 + DOUBT) / (3 + DOUBT))
    assert told.strongest == pytest.approx(drawn - 1)


def test_a_summer_without_sales_is_seen_after_years() -> None:
    told = seen(months(2022, [20, 20, 20, 20, 20, 20, 2, 2, 20, 20, 20, 20] * 4), date(2025, 12, 31))
    assert told.factors[8] < 0.5 < 0.9 < told.factors[3]


def test_the_month_of_asking_and_later_ones_are_not_known() -> None:
    counts = [25, 25, 50] * 8
    known = seen(months(2024, counts), date(2025, 3, 31))
    assert known == seen(months(2024, [*counts[:14], 9_000, 1, 1]), date(2025, 3, 31))


def test_from_little_nothing_is_said() -> None:
    for counts in ([], [500], [1, 0, 1] * 8):
        told = seen(months(2024, counts), date(2026, 6, 1))
        assert set(told.factors.values()) <= {1.0}, counts
    assert Seasons().of(date(2026, 1, 1), date(2026, 4, 1)) == 1.0 == Seasons().of(date(2026, 1, 1), date(2026, 1, 1))


def test_days_count_by_the_month_they_are_in() -> None:
    assert Seasons({1: 2.0}).of(date(2026, 1, 22), date(2026, 2, 11)) == 1.5


@given(st.lists(st.integers(0, 200), max_size=60))
def test_months_that_are_all_alike_or_not_are_never_less_than_nothing(counts: list[int]) -> None:
    factors = seen(months(2020, counts), date(2025, 2, 2)).factors
    assert all(0 < factor < 14 for factor in factors.values())


@given(st.integers(20, 500), st.integers(12, 60))
def test_the_same_every_month_is_no_season(count: int, number: int) -> None:
    asked = date(2020 + number // 12, number % 12 + 1, 15)
    assert all(one == pytest.approx(1) for one in seen(months(2020, [count] * number), asked).factors.values())
