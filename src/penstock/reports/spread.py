"""How unevenly something is spread: what the largest parts have, and Gini's coefficient."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil

Amount = int | float | Decimal | Fraction


def share_of_first(amounts: Iterable[Amount], first: int) -> float | None:
    """Which share of the sum the largest so many parts have; None where there is nothing to share."""
    ordered = sorted((Fraction(one) for one in amounts), reverse=True)
    total = sum(ordered)
    return float(sum(ordered[:first]) / total) if total > 0 else None


def top_third(parts: int) -> int:
    """How many of so many parts are a third of them, rounded up."""
    return ceil(parts / 3)


def gini(amounts: Iterable[Amount]) -> float | None:
    """0 where all have the same, 1 where one has everything; None with fewer than two, or nothing to share.

    The mean difference of all pairs ÷ (2 × mean), by Gini (1912), with the correction n ÷ (n − 1) for few parts
    (G. Deltas, "The small-sample bias of the Gini coefficient", Review of Economics and Statistics 85, 2003).
    """
    ordered = sorted(Fraction(one) for one in amounts)
    total, parts = sum(ordered), len(ordered)
    if parts < 2 or total <= 0 or ordered[0] < 0:
        return None
    ranked = sum(rank * amount for rank, amount in enumerate(ordered, 1))
    return float((2 * ranked / total - (parts + 1)) / (parts - 1))


def fewest_for(amounts: Iterable[Amount], share: Fraction) -> int:
    """How many of the largest parts it takes to reach a share of the sum; 0 where there is nothing to share."""
    ordered = sorted((Fraction(one) for one in amounts), reverse=True)
    wanted, reached = sum(ordered) * share, Fraction(0)
    if wanted <= 0:
        return 0
    for count, amount in enumerate(ordered, 1):
        reached += amount
        if reached >= wanted:
            return count
    return len(ordered)
