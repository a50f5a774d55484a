"""Two shares side by side, among those that are alike in something else: how far apart they are, beyond chance or not.

What is alike in something else is compared stratum by stratum, and the strata are put together: the difference by S.
Greenland and J. M. Robins, "Estimation of a Common Effect Parameter from Sparse Follow-Up Data", Biometrics 41 (1985),
the test by N. Mantel and W. Haenszel, Journal of the National Cancer Institute 22 (1959).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

from penstock.reports.chance import FEW, SURE, Share

Stratum = tuple[Share, Share]


@dataclass(frozen=True)
class Difference:
    """The share of some less the share of others, the ends between which the true one is in 95 of 100 cases, and how
    likely chance alone makes it.
    """

    value: float
    low: float
    high: float
    chance: float


def difference(strata: Sequence[Stratum]) -> Difference | None:
    """The difference within the strata; None where fewer than ``FEW`` of either side can be compared with anybody."""
    both = [(some, others) for some, others in strata if some.of and others.of]
    if min((sum(pair[side].of for pair in both) for side in (0, 1)), default=0) < FEW:
        return None
    weights = [some.of * others.of / (some.of + others.of) for some, others in both]
    whole = sum(weights)
    value = sum(weight * _apart(*pair) for weight, pair in zip(weights, both, strict=True)) / whole
    error = sqrt(sum(weight**2 * _variance(*pair) for weight, pair in zip(weights, both, strict=True))) / whole
    return Difference(value, max(value - SURE * error, -1.0), min(value + SURE * error, 1.0), _chance(both))


def _apart(some: Share, others: Share) -> float:
    return some.yes / some.of - others.yes / others.of


def _variance(some: Share, others: Share) -> float:
    return sum(one.yes * (one.of - one.yes) / one.of**3 for one in (some, others))


def _chance(strata: Sequence[Stratum]) -> float:
    """How likely chance alone parts them so far, whatever the strata differ in."""
    over = spread = 0.0
    for some, others in strata:
        n, yes = some.of + others.of, some.yes + others.yes
        over += some.yes - some.of * yes / n
        spread += some.of * others.of * yes * (n - yes) / (n * n * (n - 1))
    return erfc(abs(over) / sqrt(2 * spread)) if spread else 1.0
