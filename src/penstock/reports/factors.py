"""What each factor of a product added to its change: shares that add up to the change exactly.

The value of a product of factors changes when several factors change at once; how much of it is due to each is not
unique. We take each factor's mean contribution over all orders in which the factors may have changed: the Shapley value
(A. F. Shorrocks, "Decomposition procedures for distributional analysis: a unified framework based on the Shapley
value", Journal of Economic Inequality 11, 2013). Unlike logarithmic means it also holds where a factor is nothing.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial, prod


def contributions(before: Sequence[Fraction], now: Sequence[Fraction]) -> list[Fraction]:
    """What each factor added to product(now) − product(before); together they are that difference exactly."""
    return [_contribution(index, before, now) for index in range(len(before))]


def _contribution(index: int, before: Sequence[Fraction], now: Sequence[Fraction]) -> Fraction:
    others = [one for one in range(len(before)) if one != index]
    total = Fraction(0)
    for size in range(len(before)):
        weight = Fraction(factorial(size) * factorial(len(others) - size), factorial(len(before)))
        total += weight * sum((_product(changed, others, before, now) for changed in combinations(others, size)), 0)
    return total * (now[index] - before[index])


def _product(
    changed: Sequence[int], others: Sequence[int], before: Sequence[Fraction], now: Sequence[Fraction]
) -> Fraction:
    """The other factors, some of them as they are now."""
    return prod((now[one] if one in changed else before[one] for one in others), start=Fraction(1))
