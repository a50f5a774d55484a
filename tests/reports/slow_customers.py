"""The slow telling of who bought what, deal by deal out of the database, beside the copy."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q

from penstock.activities.models import Activity
from penstock.common import clock
from penstock.companies.models import Company
from penstock.deals.models import Deal
from penstock.metrics.periods import Period
from penstock.playbooks.rhythm import Rhythm, learnt
from penstock.reports.customers import CONTACTS, DayRates
from penstock.workspaces.actor import Actor

MONTH = 30.4375
MONTHS = (3, 6, 12)


class Win(NamedTuple):
    """A won deal with its customer, its day, and its value in our currency."""

    deal_id: int
    company_id: int
    on: date
    value: Decimal | None


class Bought(NamedTuple):
    """How many wins, of how many customers, worth what, and which."""

    won: int
    customers: int
    revenue: Decimal
    deals: list[int]


def wins_of(by: Actor, only: Q) -> list[Win]:
    """The won deals with a customer that somebody may read, the earliest first."""
    rates, zone, found = DayRates(by), by.workspace.zone, []
    for deal in Deal.objects.of(by).won().filter(only, company__isnull=False).order_by("closed_at", "pk"):
        on = clock.day_of(deal.closed_at, zone)
        rate = rates.rate(deal.currency, on)
        found.append(Win(deal.pk, deal.company_id, on, None if rate is None else deal.value * rate))
    return found


def again(wins: Iterable[Win], period: Period) -> dict[int, Bought]:
    """By how many months after the win before: nought for the first, then the place of the first limit that holds."""
    before: dict[int, date] = {}
    groups: dict[int, list[Win]] = defaultdict(list)
    for win in wins:
        if (not period.from_on or win.on >= period.from_on) and (not period.until_on or win.on < period.until_on):
            groups[_how_soon(before.get(win.company_id), win.on)].append(win)
        before[win.company_id] = win.on
    return {place: _bought(several) for place, several in sorted(groups.items())}


def _how_soon(before: date | None, on: date) -> int:
    if before is None:
        return 0
    months = (on - before).days / MONTH
    return next((place for place, most in enumerate(MONTHS, 1) if months <= most), len(MONTHS) + 1)


def _bought(several: Sequence[Win]) -> Bought:
    revenue = sum((win.value or Decimal(0) for win in several), Decimal(0))
    return Bought(
        len(several), len({win.company_id for win in several}), revenue, sorted(win.deal_id for win in several)
    )


def customers(wins: Iterable[Win]) -> dict[int, tuple[Decimal, date, int, Rhythm | None]]:
    """What was won from each in all, the last day, how many deals, and the rhythm of the days."""
    theirs: dict[int, list[Win]] = defaultdict(list)
    for win in wins:
        theirs[win.company_id].append(win)
    return {
        pk: (_bought(several).revenue, several[-1].on, len(several), learnt(win.on for win in several))
        for pk, several in theirs.items()
    }


def touched_on(company: Company, by: Actor) -> date | None:
    """The day of the newest contact that may be read, with the company or on one of its deals."""
    zone, done = by.workspace.zone, Activity.objects.of(by).done().filter(kind__in=CONTACTS)
    moments = done.filter(Q(company=company) | Q(deal__company=company)).values_list("done_at", flat=True)
    return max((clock.day_of(moment, zone) for moment in moments), default=None)
