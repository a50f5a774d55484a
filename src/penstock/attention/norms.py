"""What is usual, as pure functions over lists of days: percentiles, shrinking, and where sizes part."""

from collections.abc import Sequence
from dataclasses import dataclass

CREDIBLE = 10
"""So many observations weigh as much as what is known from the wider group."""

ENOUGH = 30
"""From so many observations on, a segment has a norm of its own."""

SIZES = ("small", "medium", "large")


@dataclass(frozen=True)
class Spread:
    """The middle of some observations: how many there were, their median and their 75th percentile, in days."""

    count: int
    median: float
    p75: float


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which this share of the sorted values lies, between two values by a straight line.

    Definition 7 of Hyndman & Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996).
    """
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def spread(values: Sequence[float]) -> Spread | None:
    """The middle of the values; None where there are none."""
    if not values:
        return None
    ordered = sorted(values)
    return Spread(len(ordered), percentile(ordered, 0.5), percentile(ordered, 0.75))


def shrunk(seen: Spread | None, wider: Spread) -> Spread:
    """What to expect where little was seen: the own figures and the wider group's, weighted by ``n : CREDIBLE``.

    Bühlmann's credibility estimate Z·own + (1 − Z)·group with Z = n ÷ (n + k); H. Bühlmann, "Experience Rating and
    Credibility", ASTIN Bulletin 4 (1967). k is fixed at ``CREDIBLE`` instead of estimated, so that a person can
    follow it: 10 won deals count half, 90 count nine tenths.
    """
    if seen is None:
        return Spread(0, wider.median, wider.p75)
    trust = seen.count / (seen.count + CREDIBLE)
    median = trust * seen.median + (1 - trust) * wider.median
    p75 = trust * seen.p75 + (1 - trust) * wider.p75
    return Spread(seen.count, median, max(median, p75))


def size_cuts(values: Sequence[float]) -> list[float] | None:
    """The two amounts that part small, medium and large deals into thirds; None where most are worth the same."""
    ordered = sorted(values)
    if len(ordered) < 3 * ENOUGH:
        return None
    cuts = [percentile(ordered, 1 / 3), percentile(ordered, 2 / 3)]
    return cuts if ordered[0] < cuts[0] < cuts[1] else None


def size_of(value: float, cuts: Sequence[float]) -> str:
    """Which third a value lies in; what lies on a cut is of the smaller one."""
    return SIZES[sum(value > cut for cut in cuts)]
