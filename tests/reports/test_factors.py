"""What each factor added to a change."""

from fractions import Fraction
from itertools import permutations
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from penstock.reports.factors import contributions

FACTOR = st.fractions(min_value=0, max_value=10_000, max_denominator=997)


def in_every_order(before: list[Fraction], now: list[Fraction]) -> list[Fraction]:
    """Slow and obvious: change one factor after another, in every order, and take the mean of what each did."""
    added, orders = [Fraction(0)] * len(before), list(permutations(range(len(before))))
    for order in orders:
        factors = list(before)
        for index in order:
            was = prod(factors, start=Fraction(1))
            factors[index] = now[index]
            added[index] += prod(factors, start=Fraction(1)) - was
    return [one / len(orders) for one in added]


@given(st.lists(st.tuples(FACTOR, FACTOR), min_size=1, max_size=5))
def test_contributions_add_up_to_the_change_exactly_and_are_the_mean_of_all_orders(
    pairs: list[tuple[Fraction, Fraction]],
) -> None:
    before, now = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    told = contributions(before, now)
    assert sum(told) == prod(now, start=Fraction(1)) - prod(before, start=Fraction(1))
    assert told == in_every_order(before, now)


def test_a_factor_that_did_not_change_added_nothing() -> None:
    assert contributions([Fraction(1, 2), Fraction(100)], [Fraction(1, 2), Fraction(150)]) == [0, 25]


def test_two_factors_that_grew_alike_added_alike_from_nothing_too() -> None:
    assert contributions([Fraction(0), Fraction(0)], [Fraction(2), Fraction(2)]) == [2, 2]
