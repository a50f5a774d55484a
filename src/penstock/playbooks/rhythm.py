"""The rhythm in which a customer orders, learnt from the days on which they bought, and how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.deals.models import Deal, DealStatus
from penstock.workspaces.actor import Actor

ORDERS = 3
"""From fewer days of buying nothing is learnt."""

EVEN, FAIR = 0.2, 0.4
"""So far, as a part of the median, gaps may lie from it on average for the rhythm to be even, or fairly even."""


@dataclass(frozen=True)
class Rhythm:
    """Days from one order to the next: the median, the shortest and the longest, of so many days of buying.

    ``spread`` is how far gaps lie from the median on average, as a part of it.
    """

    orders: int
    days: int
    shortest: int
    longest: int
    spread: float
    last_on: date

    @property
    def expected_on(self) -> date:
        """The day on which the next order is expected."""
        return self.last_on + timedelta(days=self.days)

    @property
    def is_sure(self) -> bool:
        """Whether a day may be expected from it at all."""
        return self.spread <= FAIR

    @property
    def sureness(self) -> str:
        """How sure it is, in words."""
        if not self.is_sure:
            return _("uneven")
        return _("even") if self.spread <= EVEN and self.orders > ORDERS else _("fairly even")


def learnt(days: Iterable[date]) -> Rhythm | None:
    """The rhythm of some days of buying; what is bought on one day is one order. None of too few."""
    ordered = sorted(set(days))
    if len(ordered) < ORDERS:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    middle = median(gaps)
    return of_gaps(len(gaps), middle, min(gaps), max(gaps), sum(abs(gap - middle) for gap in gaps), ordered[-1])


def of_gaps(n: int, middle: float, shortest: int, longest: int, apart: float, last_on: date) -> Rhythm | None:
    """The rhythm of so many gaps between days of buying; ``apart`` is how far they lie from the middle together."""
    if n + 1 < ORDERS:
        return None
    return Rhythm(n + 1, round(middle), shortest, longest, apart / n / middle, last_on)


def rhythm_of(company_id: int | None, by: Actor) -> Rhythm | None:
    """The rhythm of a customer, by the won deals that the reader may read."""
    if company_id is None:
        return None
    rows = Deal.objects.of(by).filter(company_id=company_id, status=DealStatus.WON, closed_at__isnull=False)
    return learnt(clock.day_of(moment, by.workspace.zone) for moment in rows.values_list("closed_at", flat=True))
