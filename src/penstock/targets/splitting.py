"""Splitting an amount into parts that add up to it exactly: by weights, with the largest remainder."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

Weight = int | Decimal | Fraction


def split(amount: Decimal, weights: Sequence[Weight], step: Decimal) -> list[Decimal]:
    """Parts in the ratio of the weights, each a whole number of steps, that add up to the amount exactly.

    Each part is rounded down; the steps that are left go one by one to the parts that lost most by it, the earlier
    ones first (Hare–Niemeyer). An amount that is no whole number of steps leaves its rest with the first part.
    Without any weight all parts weigh the same. Raises ValueError without parts, or with a weight below zero.
    """
    if not weights or any(weight < 0 for weight in weights):
        raise ValueError("an amount is split into parts of no weight below zero")
    steps, rest = divmod(amount, step)
    known = [Fraction(weight) for weight in weights]
    total = sum(known) or Fraction(len(known))
    exact = [int(steps) * (weight if any(known) else 1) / total for weight in known]
    whole = [int(one) for one in exact]
    lost = sorted(range(len(exact)), key=lambda index: (whole[index] - exact[index], index))
    for index in lost[: int(steps) - sum(whole)]:
        whole[index] += 1
    parts = [step * one for one in whole]
    return [parts[0] + rest, *parts[1:]]
