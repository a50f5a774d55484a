"""Two shares among those alike: a difference that strata explain is none."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.reports.chance import Share, of_shares
from penstock.reports.shares import difference

COUNTS = st.tuples(st.integers(1, 60), st.integers(0, 60)).map(lambda pair: Share(min(pair[1], pair[0]), pair[0]))


def test_what_the_strata_explain_is_no_difference() -> None:
    """Whatever is done, 9 of 10 short stays and 1 of 10 long ones lead on; but more is done in long ones."""
    told = difference([(Share(9, 10), Share(90, 100)), (Share(10, 100), Share(1, 10))])
    assert told is not None
    assert told.value == pytest.approx(0) and told.chance == pytest.approx(1)
    assert told.low < 0 < told.high


def test_one_stratum_is_the_plain_difference() -> None:
    """56 of 70 against 48 of 80: 0.2, ± 1.96 √(0.8 × 0.2 ÷ 70 + 0.6 × 0.4 ÷ 80)."""
    told = difference([(Share(56, 70), Share(48, 80))])
    assert told is not None
    reach = 1.959964 * sqrt(0.16 / 70 + 0.24 / 80)
    assert (told.value, told.low, told.high) == pytest.approx((0.2, 0.2 - reach, 0.2 + reach))
    assert told.chance == pytest.approx(of_shares(Share(56, 70), Share(48, 80)), abs=0.01)


def test_strata_without_anybody_to_compare_with_count_for_nothing() -> None:
    alone = [(Share(50, 50), Share(0, 0)), (Share(0, 0), Share(0, 70))]
    assert difference(alone) is None
    pair = (Share(15, 20), Share(10, 20))
    assert difference([*alone, pair]) == difference([pair])


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=6))
def test_the_difference_lies_within_those_of_the_strata_and_turns_with_the_sides(
    strata: list[tuple[Share, Share]],
) -> None:
    told, turned = difference(strata), difference([(others, some) for some, others in strata])
    if told is None or turned is None:
        assert told is turned is None
        return
    each = [some.yes / some.of - others.yes / others.of for some, others in strata]
    assert min(each) - 1e-9 <= told.value <= max(each) + 1e-9
    assert (told.low, told.high) == pytest.approx((-turned.high, -turned.low))
    assert told.chance == pytest.approx(turned.chance) and 0 <= told.chance <= 1
