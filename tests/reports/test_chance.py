"""Whether something is more than chance: the quick sums are what slow and obvious ones say."""

from fractions import Fraction
from math import comb, isclose, log, sqrt
from statistics import mean, variance

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.reports.chance import (
    FALSE_MARKS,
    FEW,
    MANY,
    SURE,
    Durations,
    Share,
    holding,
    of_durations,
    of_flows,
    of_shares,
)

COUNTS = st.integers(0, 60)
CHANCES = st.one_of(st.none(), st.floats(0, 1), st.sampled_from([0.0, 0.01, 0.02, 0.03, 0.04, 0.05]))
DAYS = st.lists(st.floats(0, 400), min_size=FEW, max_size=40)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    of = draw(COUNTS)
    return Share(draw(st.integers(0, of)), of)


def slow_fisher(one: Share, other: Share) -> Fraction:
    """All ways in which so many could have gone on, and how many of these part the two no less."""
    yes, whole = one.yes + other.yes, one.of + other.of
    ways = {k: comb(one.of, k) * comb(other.of, yes - k) for k in range(yes + 1)}
    return Fraction(sum(way for way in ways.values() if way <= ways[one.yes]), comb(whole, yes))


@given(shares(), shares())
def test_two_shares_are_parted_by_chance_as_often_as_counting_says(one: Share, other: Share) -> None:
    found = of_shares(one, other)
    if min(one.of, other.of) < FEW:
        assert found is None
    else:
        assert found is not None and isclose(found, slow_fisher(one, other), rel_tol=1e-6)


def test_a_tea_tasters_table_is_what_the_books_say() -> None:
    assert isclose(of_shares(Share(1, 12), Share(9, 12)) or 0, 0.0027594561852200836, rel_tol=1e-9)


def slow_flow(one: int, other: int) -> float:
    """How often so many throws of a coin come out no more alike."""
    whole = one + other
    return float(min(2 * Fraction(sum(comb(whole, k) for k in range(min(one, other) + 1)), 2**whole), 1))


@given(COUNTS, COUNTS)
def test_what_comes_in_and_goes_out_is_weighed_like_a_coin(one: int, other: int) -> None:
    found, whole = of_flows(one, other), one + other
    if whole < FEW:
        assert found is None
    else:
        assert found is not None and isclose(found, slow_flow(one, other), rel_tol=1e-9)


@given(shares())
def test_at_the_ends_of_the_interval_the_share_seen_is_just_so_far_off(share: Share) -> None:
    low, high = share.interval()
    for end in (low, high):
        if share.of and 1e-9 < end < 1 - 1e-9:
            off = abs(share.yes / share.of - end)
            assert isclose(off, SURE * sqrt(end * (1 - end) / share.of), rel_tol=1e-6, abs_tol=1e-9)


@given(st.lists(CHANCES, max_size=12))
def test_what_holds_of_many_is_what_holds_by_the_rule_told_slowly(chances: list[float | None]) -> None:
    known = [one for one in chances if one is not None]
    limits = [limit for limit in known if limit <= FALSE_MARKS * sum(one <= limit for one in known) / len(known)]
    assert holding(chances) == [one is not None and bool(limits) and one <= max(limits) for one in chances]


def test_one_comparison_is_judged_by_itself_and_the_same_among_twenty_is_not_enough() -> None:
    assert holding([0.03]) == [True]
    assert not any(holding([0.03, *[0.5] * 19]))


LARGE = st.integers(MANY + 1, MANY + 200)


@settings(deadline=None, max_examples=5)
@given(LARGE, LARGE, st.integers(0, 90), st.integers(0, 90))
def test_of_many_the_quick_answer_is_that_of_counting(one: int, other: int, less: int, more: int) -> None:
    mine, theirs = Share(one // 2 - less, one), Share(other // 2 + more, other)
    in_shares = of_shares(mine, theirs), float(slow_fisher(mine, theirs))
    in_flows = of_flows(one - less, one + more), slow_flow(one - less, one + more)
    for quick, slow in (in_shares, in_flows):
        # What chance does as often as every tenth time is nothing, and need not be known closely.
        assert quick is not None and abs(min(quick, 0.1) - min(slow, 0.1)) < 0.01


def durations(days: list[float]) -> Durations:
    logs = [log(1 + one) for one in days]
    return Durations(len(logs), sum(logs), sum(one * one for one in logs))


def slow_welch(one: list[float], other: list[float]) -> float:
    """Student's distribution, added up in small steps."""
    a, b = ([log(1 + day) for day in days] for days in (one, other))
    va, vb = variance(a) / len(a), variance(b) / len(b)
    t = abs(mean(a) - mean(b)) / sqrt(va + vb)
    freedom = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
    step = 0.01
    heights = [(1 + (x * step) ** 2 / freedom) ** (-(freedom + 1) / 2) for x in range(60_000)]
    inside = sum(height for x, height in enumerate(heights) if x * step < t) - heights[0] / 2
    return 1 - inside / (sum(heights) - heights[0] / 2)


@settings(deadline=None)
@given(DAYS, DAYS)
def test_durations_are_compared_as_students_distribution_says(one: list[float], other: list[float]) -> None:
    mine, theirs = durations(one), durations(other)
    if mine.variance / mine.n + theirs.variance / theirs.n < 1e-6:
        return
    assert abs((of_durations(mine, theirs) or 0) - slow_welch(one, other)) < 0.006


@given(DAYS, DAYS)
def test_what_remains_without_a_part_is_the_rest(one: list[float], other: list[float]) -> None:
    rest = durations(one + other).without(durations(other))
    assert rest.n == len(one) and isclose(rest.logs, durations(one).logs, abs_tol=1e-6)
    assert isclose(rest.variance, durations(one).variance, abs_tol=1e-5)


def test_too_few_are_not_compared() -> None:
    assert of_durations(durations([1.0] * 9), durations([90.0] * 50)) is None
    assert of_shares(Share(0, 9), Share(50, 50)) is None
