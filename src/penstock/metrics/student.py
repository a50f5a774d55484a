"""Student's distribution: how likely chance alone lies so far from the middle."""

from math import erfc, log1p, sqrt


def two_sided(t: float, freedom: float) -> float:
    """The chance of at least ``t`` to either side, right to the third digit from ten rows on.

    By the normal distribution with the correction of D. L. Wallace, "Bounds on Normal Approximations to Student's and
    the Chi-Square Distributions", Annals of Mathematical Statistics 30 (1959).
    """
    z = (8 * freedom + 1) / (8 * freedom + 3) * sqrt(freedom * log1p(t * t / freedom))
    return erfc(z / sqrt(2))
