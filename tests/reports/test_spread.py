"""How unevenly something is spread, beside slow and obvious tellings."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.reports.spread import fewest_for, gini, share_of_first, top_third

AMOUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=30)


def pairwise_gini(amounts: list[int]) -> float:
    """The mean difference of all pairs of different parts ÷ twice the mean."""
    n = len(amounts)
    differences = sum(abs(one - other) for one in amounts for other in amounts)
    return float(Fraction(differences, n * (n - 1)) / (2 * Fraction(sum(amounts), n)))


@given(AMOUNTS)
def test_ginis_coefficient_is_the_mean_difference_of_all_pairs(amounts: list[int]) -> None:
    told = gini(amounts)
    if len(amounts) < 2 or not sum(amounts):
        assert told is None
    else:
        assert told == pytest.approx(pairwise_gini(amounts), abs=1e-12)
        assert 0 <= told <= 1


def test_all_alike_is_nought_and_one_with_everything_is_one() -> None:
    assert gini([5, 5, 5]) == 0
    assert gini([0, 0, 7]) == 1


@given(AMOUNTS, st.integers(1, 30))
def test_the_first_have_the_share_of_the_largest(amounts: list[int], first: int) -> None:
    left, taken = list(amounts), 0
    for _time in range(min(first, len(left))):
        taken += max(left)
        left.remove(max(left))
    expected = taken / sum(amounts) if sum(amounts) else None
    assert share_of_first(amounts, first) == (expected if expected is None else pytest.approx(expected))


@given(AMOUNTS, st.fractions(Fraction(1, 10), 1))
def test_the_fewest_that_reach_a_share_reach_it_and_one_fewer_do_not(amounts: list[int], share: Fraction) -> None:
    count, ordered = fewest_for(amounts, share), sorted(amounts, reverse=True)
    wanted = share * sum(amounts)
    assert sum(ordered[:count]) >= wanted
    assert not count or sum(ordered[: count - 1]) < wanted


def test_a_third_is_rounded_up() -> None:
    assert [top_third(parts) for parts in (0, 1, 3, 4, 30)] == [0, 1, 1, 2, 10]
