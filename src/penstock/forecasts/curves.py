"""How deals that had stood in a stage for so long went on: which share was won and lost by each week after.

Cumulative incidence of two outcomes that exclude each other, from counts by week (Aalen and Johansen 1978), with who is
still open leaving in the middle of a week (the actuarial rule). Started anew at several ages of the stay it is a
landmark analysis (van Houwelingen 2007): of a deal of ninety days those tell that lasted so long.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

WEEK = 7

NOBODY = 1e-9
"""A share that is none, but for rounding."""


class Week(NamedTuple):
    """How many were won and lost in a week, and how many were open when it was the last that is known of them."""

    won: int = 0
    lost: int = 0
    open: int = 0


@dataclass(frozen=True)
class Curve:
    """Of ``n`` deals, the shares won and lost by the end of each week; the last holds for ever."""

    n: int
    won: Sequence[float]
    lost: Sequence[float]

    @property
    def in_the_end(self) -> float:
        """The share that is won at last."""
        return self.won[-1] if self.won else 0.0

    def won_by(self, days: float) -> float:
        """The share won within so many days, between weeks in a straight line."""
        return _between(self.won, days)

    def lost_by(self, days: float) -> float:
        """The share lost within so many days."""
        return _between(self.lost, days)

    def by(self, days: float) -> tuple[float, float]:
        """The shares won and lost within so many days."""
        return _between(self.won, days), _between(self.lost, days)


def leaving(before: tuple[float, float], after: tuple[float, float]) -> tuple[float, float]:
    """Of those still open when so many had been won and lost: which shares are won and lost until there were more."""
    here = 1 - sum(before)
    if here <= NOBODY:
        return 0.0, 0.0
    return max(after[0] - before[0], 0.0) / here, max(after[1] - before[1], 0.0) / here


def drawn(weeks: Mapping[int, Week]) -> Curve:
    """The curve of deals counted by the week, from nought, in which something became of them."""
    n = sum(map(sum, weeks.values()))
    won, lost = [], []
    here, share_won, share_lost = n, 0.0, 0.0
    for number in range(max(weeks, default=-1) + 1):
        week = weeks.get(number, Week())
        # Whoever was won, lost or is still open that week has left; of the last kind half of the week counts.
        at_risk = here - week.open / 2
        standing = 1 - share_won - share_lost
        if at_risk > 0:
            share_won += standing * week.won / at_risk
            share_lost += standing * week.lost / at_risk
        won.append(share_won)
        lost.append(share_lost)
        here -= sum(week)
    return Curve(n, won, lost)


def _between(shares: Sequence[float], days: float) -> float:
    if not shares or days <= 0:
        return 0.0
    weeks, rest = divmod(days / WEEK, 1)
    at, last = int(weeks), len(shares)
    here = shares[min(at, last) - 1] if at else 0.0
    return here + rest * (shares[min(at + 1, last) - 1] - here)
