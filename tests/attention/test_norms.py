"""What is usual is told as a textbook would, and little history is trusted little."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.attention.norms import CREDIBLE, ENOUGH, Spread, percentile, shrunk, size_cuts, size_of, spread

days = st.floats(0, 1000)
spreads = st.tuples(st.integers(1, 5000), days, days).map(lambda one: Spread(one[0], *sorted(one[1:])))


@given(st.lists(days, min_size=2, max_size=60))
def test_percentiles_are_those_of_the_standard_library(values):
    ordered = sorted(values)
    quarters = statistics.quantiles(ordered, n=4, method="inclusive")
    assert percentile(ordered, 0.5) == pytest.approx(statistics.median(ordered))
    assert percentile(ordered, 0.75) == pytest.approx(quarters[2])
    assert spread(values) == Spread(len(values), percentile(ordered, 0.5), percentile(ordered, 0.75))


def test_nothing_seen_says_nothing():
    assert spread([]) is None


@given(spreads, spreads)
def test_a_norm_lies_between_what_was_seen_and_what_is_usual_elsewhere(seen, wider):
    told = shrunk(seen, wider)
    low, high = sorted((seen.median, wider.median))
    assert low - 1e-9 <= told.median <= high + 1e-9
    assert told.median <= told.p75


def test_little_history_is_drawn_to_the_wider_norm_and_much_is_not():
    wider = Spread(500, 20, 40)
    assert shrunk(None, wider) == Spread(0, 20, 40)
    assert shrunk(Spread(CREDIBLE, 10, 10), wider).median == 15
    assert shrunk(Spread(90, 10, 10), wider).median == pytest.approx(11)


def test_sizes_part_into_thirds_when_there_is_enough_to_part():
    assert size_cuts([1.0, 2.0, 3.0]) is None
    assert size_cuts([5.0] * 3 * ENOUGH) is None, "all deals of one price are of one size"
    values = [float(n) for n in range(1, 3 * ENOUGH + 1)]
    cuts = size_cuts(values)
    counted = [sum(size_of(value, cuts) == size for value in values) for size in ("small", "medium", "large")]
    assert counted == [ENOUGH, ENOUGH, ENOUGH]
