"""An amount is split exactly: no cent is lost, none is invented, and nobody is more than a step from their share."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.common.money import CENT
from penstock.targets.splitting import split

AMOUNTS = st.decimals(0, 10**9, places=2)
WEIGHTS = st.lists(st.one_of(st.integers(0, 10**6), st.decimals(0, 10**6, places=2)), min_size=1, max_size=30)


@given(amount=AMOUNTS, weights=WEIGHTS)
def test_the_parts_add_up_to_the_whole_to_the_cent(amount, weights):
    assert sum(split(amount, weights, CENT)) == amount


@given(amount=AMOUNTS, weights=WEIGHTS)
def test_no_part_is_a_cent_or_more_from_its_exact_share(amount, weights):
    total = sum(map(Fraction, weights)) or len(weights)
    for part, weight in zip(split(amount, weights, CENT), weights, strict=True):
        exact = Fraction(amount) * Fraction(weight if any(weights) else 1) / total
        assert abs(Fraction(part) - exact) < Fraction(CENT)
        assert (part * 100) % 1 == 0


@given(deals=st.integers(0, 1000), weights=WEIGHTS)
def test_numbers_are_split_into_whole_numbers(deals, weights):
    parts = split(Decimal(deals), weights, Decimal(1))
    assert sum(parts) == deals and all(part % 1 == 0 for part in parts)


def test_the_steps_that_are_left_go_to_those_who_lost_most_by_rounding():
    assert split(Decimal("100.00"), [1, 1, 1], CENT) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert split(Decimal(10), [7, 2, 1, 1], Decimal(1)) == [Decimal(6), Decimal(2), Decimal(1), Decimal(1)]


def test_an_amount_that_is_no_whole_number_of_steps_loses_nothing():
    assert split(Decimal("10.50"), [1, 1], Decimal(1)) == [Decimal("5.50"), Decimal(5)]


def test_there_is_nothing_to_split_into_nobody_or_into_less_than_nothing():
    for weights in ([], [1, -1]):
        with pytest.raises(ValueError, match="weight"):
            split(Decimal(1), weights, CENT)
