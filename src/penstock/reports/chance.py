"""Whether a difference is more than chance: exact and published tests in plain arithmetic, and many of them at once.

Shares are compared by Fisher's exact test, durations by Welch's test on their logarithms, flows by the exact binomial
test; how sure a share is says Wilson's interval. Of many comparisons on one page those are kept that hold by Benjamini
and Hochberg.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import erfc, exp, lgamma, log, sqrt

from penstock.metrics.student import two_sided

FALSE_MARKS = 0.05
"""Of all that a page marks, so large a share may be chance."""

FEW = 10
"""With fewer cases than this on either side nothing is compared."""

SURE = 1.959964
"""So many standard errors to either side hold 95 % of a normal distribution."""

MANY = 2_000
"""With more cases than this the normal distribution says the same as counting, and at once."""

TIE = 1e-7
"""Probabilities that differ by rounding alone are the same."""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    yes: int
    of: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.yes / self.of if self.of else None

    def without(self, part: "Share") -> "Share":
        """The same without some of them."""
        return Share(self.yes - part.yes, self.of - part.of)

    def interval(self) -> tuple[float, float]:
        """Where the true share lies in 95 of 100 cases.

        E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
        Statistical Association 22 (1927). Nothing known is anything between none and all.
        """
        if not self.of:
            return 0.0, 1.0
        share, weight = self.yes / self.of, SURE * SURE / self.of
        middle, half = share + weight / 2, SURE * sqrt(share * (1 - share) / self.of + weight / (4 * self.of))
        return max((middle - half) / (1 + weight), 0.0), min((middle + half) / (1 + weight), 1.0)


def of_shares(one: Share, other: Share) -> float | None:
    """How likely chance alone parts two shares at least so far (Fisher's exact test, two-sided); None for too few."""
    if min(one.of, other.of) < FEW:
        return None
    if min(one.of, other.of) > MANY:
        return _of_many_shares(one, other)
    yes, whole = one.yes + other.yes, one.of + other.of
    first, last = max(0, yes - other.of), min(yes, one.of)
    logs = [_choose(one.of, k) + _choose(other.of, yes - k) for k in range(first, last + 1)]
    seen, all_of = logs[one.yes - first], _choose(whole, yes)
    return min(sum(exp(each - all_of) for each in logs if each <= seen + TIE), 1.0)


def _of_many_shares(one: Share, other: Share) -> float:
    """The same by the chi-squared test with the correction of F. Yates (1934)."""
    yes, whole = one.yes + other.yes, one.of + other.of
    spread = yes * (whole - yes) * one.of * other.of
    apart = abs(one.yes * (other.of - other.yes) - other.yes * (one.of - one.yes)) - whole / 2
    return erfc(max(apart, 0) * sqrt(whole / spread / 2)) if spread else 1.0


def of_flows(one: int, other: int) -> float | None:
    """How likely it is that of so many either kind is so much rarer (exact binomial, two-sided); None for too few.

    Deals that come in and go out in the same time count in both, which makes the two more alike than chance would: a
    difference that this test finds is one.
    """
    whole = one + other
    if whole < FEW:
        return None
    if whole > MANY:
        return erfc(max(abs(one - other) - 1, 0) / sqrt(2 * whole))
    tail = sum(exp(_choose(whole, k) - whole * log(2)) for k in range(min(one, other) + 1))
    return min(2 * tail, 1.0)


@dataclass(frozen=True)
class Durations:
    """Some durations, by their number, the sum of ln(1 + days) and the sum of its squares: parts add up."""

    n: int = 0
    logs: float = 0.0
    squares: float = 0.0

    def without(self, part: "Durations") -> "Durations":
        """The same without some of them."""
        return Durations(self.n - part.n, self.logs - part.logs, self.squares - part.squares)

    @property
    def mean(self) -> float:
        """The mean of the logarithms."""
        return self.logs / self.n if self.n else 0.0

    @property
    def variance(self) -> float:
        """The variance of the logarithms; what rounding leaves below nothing is nothing."""
        return max((self.squares - self.logs * self.mean) / (self.n - 1), 0.0) if self.n > 1 else 0.0


def of_durations(one: Durations, other: Durations) -> float | None:
    """How likely chance alone parts two sets of durations so far; None for too few.

    B. L. Welch, "The Generalization of 'Student's' Problem when Several Different Population Variances are Involved",
    Biometrika 34 (1947), on ln(1 + days), since waits are skewed.
    """
    if min(one.n, other.n) < FEW:
        return None
    parts = [one.variance / one.n, other.variance / other.n]
    error = sum(parts)
    if not error:
        return None if one.mean == other.mean else 0.0
    t = abs(one.mean - other.mean) / sqrt(error)
    freedom = error**2 / (parts[0] ** 2 / (one.n - 1) + parts[1] ** 2 / (other.n - 1))
    return two_sided(t, freedom)


def holding(chances: Iterable[float | None]) -> list[bool]:
    """Which of many comparisons hold, so that of those at most ``FALSE_MARKS`` are expected to be chance.

    Y. Benjamini and Y. Hochberg, "Controlling the False Discovery Rate", Journal of the Royal Statistical Society B 57
    (1995). What could not be compared does not hold and does not count.
    """
    all_of = list(chances)
    ordered = sorted(each for each in all_of if each is not None)
    good = [each for rank, each in enumerate(ordered, start=1) if each <= FALSE_MARKS * rank / len(ordered)]
    limit = max(good, default=-1.0)
    return [each is not None and each <= limit for each in all_of]


def compared(chances: Sequence[float | None]) -> int:
    """How many of the comparisons could be made."""
    return sum(each is not None for each in chances)


def _choose(n: int, k: int) -> float:
    """The logarithm of n over k."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
