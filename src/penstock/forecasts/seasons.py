"""By how much more or less than on average is won in each part of a quarter and of a year, learnt from what was won.

The ratio of a month to the mean of its quarter, and to the mean of the twelve months around it (ratio to moving
average, Macauley 1931), each drawn towards one (towards the quarter's) as if ``DOUBT`` more had been as any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean

DOUBT = 1
"""So many quarters, or years, without any season are added to what was seen."""

FEW = 20
"""A quarter, or a year, in which fewer deals were won tells nothing of seasons."""

MONTHS = 36
"""So many months count."""


@dataclass(frozen=True)
class Seasons:
    """Factors by calendar month; one where nothing was seen."""

    factors: Mapping[int, float] = field(default_factory=dict)

    def of(self, first: date, until: date) -> float:
        """The mean factor of the days from one until before another."""
        days = (until - first).days
        return fmean(self.factors.get((first + timedelta(days=n)).month, 1.0) for n in range(days)) if days else 1.0

    @property
    def strongest(self) -> float:
        """By which share the month that differs most does."""
        return max((abs(one - 1) for one in self.factors.values()), default=0.0)


def seen(won: Mapping[date, int], as_of: date) -> Seasons:
    """What the deals won in each month, told by its first day, say as of a day; the month of that day is not over.

    The quarter in which the first deal was won says nothing: it may have begun in its midst.
    """
    last = _months_after(date(as_of.year, as_of.month, 1), -1)
    begun = min(won, default=last)
    first = max(_months_after(begun, 3 - (begun.month - 1) % 3), _months_after(last, 1 - MONTHS))
    months = []
    while first <= last:
        months.append(first)
        first = _months_after(first, 1)
    by_place, by_month = _by_place_in_quarter(months, won), _by_month(months, won)
    return Seasons({month: _drawn(by_month[month], by_place[(month - 1) % 3]) for month in range(1, 13)})


def _by_place_in_quarter(months: Sequence[date], won: Mapping[date, int]) -> dict[int, float]:
    """The factor of the first, second and third month of a quarter, of quarters that are there as a whole."""
    ratios = defaultdict(list)
    for at, month in enumerate(months):
        counts = [won.get(one, 0) for one in months[at : at + 3]]
        if month.month % 3 == 1 and len(counts) == 3 and sum(counts) >= FEW:
            for place, count in enumerate(counts):
                ratios[place].append(3 * count / sum(counts))
    return {place: _drawn(ratios[place], 1.0) for place in range(3)}


def _by_month(months: Sequence[date], won: Mapping[date, int]) -> dict[int, list[float]]:
    """What each month was to the mean of the thirteen around it, whose ends count half."""
    ratios = defaultdict(list)
    for at in range(6, len(months) - 6):
        counts = [won.get(one, 0) for one in months[at - 6 : at + 7]]
        around = (sum(counts) - (counts[0] + counts[-1]) / 2) / 12
        if around * 12 >= FEW:
            ratios[months[at].month].append(counts[6] / around)
    return ratios


def _drawn(ratios: Iterable[float], towards: float) -> float:
    several = list(ratios)
    return (sum(several) + DOUBT * towards) / (len(several) + DOUBT)


def _months_after(day: date, count: int) -> date:
    month = day.year * 12 + day.month - 1 + count
    return date(month // 12, month % 12 + 1, 1)
