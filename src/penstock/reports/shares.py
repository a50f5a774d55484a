"""Two shares side by side: how far they are apart, and how far chance alone may have put them."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from penstock.attainment.solving import Sample

ENOUGH = 20
"""With fewer on either side a difference says nothing, and is not told."""

LEVEL = 0.05
"""So rarely may chance make one mark on a page."""


@dataclass(frozen=True)
class Difference:
    """The share of some less the share of others, and between which differences it is by chance."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether chance alone hardly makes it: no difference is outside the interval."""
        return self.low > 0 or self.high < 0


def difference(some: Sample, others: Sample, comparisons: int = 1) -> Difference | None:
    """The difference of two shares with its interval; None where either sample is too small.

    By R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
    17, 1998, method 10: from the two Wilson intervals. With several ``comparisons`` on a page each interval is wider,
    so that one in twenty pages, not one in twenty comparisons, marks what is chance (Bonferroni).
    """
    if min(some.of, others.of) < ENOUGH or some.share is None or others.share is None:
        return None
    z = NormalDist().inv_cdf(1 - LEVEL / comparisons / 2)
    first, second = float(some.share), float(others.share)
    (low, high), (other_low, other_high) = wilson(some, z), wilson(others, z)
    value = first - second
    return Difference(
        value,
        max(value - sqrt((first - low) ** 2 + (other_high - second) ** 2), -1.0),
        min(value + sqrt((high - first) ** 2 + (second - other_low) ** 2), 1.0),
    )


def wilson(sample: Sample, z: float) -> tuple[float, float]:
    """Between which shares a sample's own is, so many standard errors wide, by Wilson (1927)."""
    share, square = sample.hits / sample.of, z * z / sample.of
    middle = (share + square / 2) / (1 + square)
    half = z * sqrt(share * (1 - share) / sample.of + square / (4 * sample.of)) / (1 + square)
    return max(middle - half, 0.0), min(middle + half, 1.0)
