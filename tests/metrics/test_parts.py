"""Medians by their ranks are those of all amounts put in order, though only some amounts are."""

from collections import defaultdict
from math import copysign, floor, sqrt
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.metrics.columnar import Copy
from penstock.metrics.dimensions import Dimension
from penstock.metrics.parts import ranked
from tests.metrics.test_figures import copy_fixture

AMOUNTS = st.floats(-3, 40, allow_nan=False, width=32) | st.integers(0, 5).map(float) | st.none()
ROWS = st.lists(st.tuples(st.none() | st.integers(1, 3), AMOUNTS), max_size=60)
GROUP = Dimension("group", "group")


copy = copy_fixture


def at_ranks(amounts: list[float]) -> tuple[int, float, float, float]:
    ordered, n = sorted(amounts), len(amounts)
    reach = 0.9799820 * sqrt(n)
    low, high = max(_rounded(n / 2 - reach), 1), min(_rounded(1 + n / 2 + reach), n)
    return n, median(ordered), ordered[low - 1], ordered[high - 1]


def _rounded(value: float) -> int:
    """Half away from nought, as the engine does."""
    return int(copysign(floor(abs(value) + 0.5), value))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=ROWS, is_split=st.booleans())
def test_medians_and_their_intervals_are_those_of_the_whole_list(copy: Copy, rows: Any, is_split: bool) -> None:
    told = ", ".join(f"({_sql(group)}::BIGINT, {_sql(amount)}::DOUBLE)" for group, amount in rows)
    picked = f"SELECT * FROM (VALUES {told or '(NULL::BIGINT, NULL::DOUBLE)'}) t(g0, amount)"
    expected: dict[Any, list[float]] = defaultdict(list)
    for group, amount in rows:
        if amount is not None:
            expected[(group,) if is_split else ()].append(amount)
    found = {row[:-4]: row[-4:] for row in copy.ask(ranked(picked, [GROUP] if is_split else []))}
    assert found.keys() == expected.keys()
    for group, (n, value, low, high) in found.items():
        whole, middle, least, most = at_ranks(expected[group])
        assert (n, low, high) == (whole, least, most)
        assert value == pytest.approx(middle, abs=1e-12)


def _sql(value: float | None) -> str:
    return "NULL" if value is None else repr(value)
