"""Back-solving: from deals still to be won to the deals that each stage must see, by its conversion to won."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, sqrt
from typing import NamedTuple

ENOUGH = 10
"""From so many decided deals on, a share is taken as it is; with fewer, a wider circle is asked."""

SMALL = 30
"""Below this the interval is told with the share."""

Z = 1.959964
"""The 97.5th percentile of the normal distribution, for 95 % intervals."""


class Sample(NamedTuple):
    """A share as it was counted: so many of so many, and of whom (``own``, ``team``, ``all``)."""

    hits: int
    of: int
    whose: str

    @property
    def share(self) -> Fraction | None:
        """Hits ÷ all; None of nothing."""
        return Fraction(self.hits, self.of) if self.of else None

    @property
    def is_small(self) -> bool:
        """Whether chance may have made much of it."""
        return self.of < SMALL

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares it is with 95 % confidence, by Wilson (1927)."""
        if not self.of:
            return 0.0, 1.0
        share, square = self.hits / self.of, Z * Z / self.of
        middle = (share + square / 2) / (1 + square)
        half = Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of)) / (1 + square)
        return max(middle - half, 0.0), min(middle + half, 1.0)


class Place(NamedTuple):
    """A stage before solving: its id, how often deals move on from it, and how many stand in it now."""

    stage: int
    sample: Sample
    have: int


class Rung(NamedTuple):
    """A stage of the answer; None where nobody has moved on from it or from a later one."""

    place: Place
    to_won: Fraction | None
    needed: Fraction | None
    missing: Fraction | None


def solve(won: Fraction, places: Iterable[Place]) -> list[Rung]:
    """What each stage must see so that so many deals are won, from the last stage up to the first.

    ``places`` are in the order of the pipeline. A stage's conversion to won is the product of the shares that move on
    from it and from every later stage; ``needed`` = won ÷ that. ``missing`` are the deals that must still come into the
    stage: what the deals standing there and further on will bring, each at its own conversion, counts first.
    """
    rungs: list[Rung] = []
    to_won: Fraction | None = Fraction(1)
    left = max(won, Fraction(0))
    for place in reversed(list(places)):
        share = place.sample.share
        to_won = to_won * share if to_won and share else None
        left = max(left - place.have * (to_won or 0), Fraction(0))
        rungs.append(
            Rung(place, to_won, max(won, Fraction(0)) / to_won if to_won else None, left / to_won if to_won else None)
        )
    return rungs


def whole(number: Fraction | None) -> int | None:
    """As many whole deals as it takes."""
    return None if number is None else ceil(number)
