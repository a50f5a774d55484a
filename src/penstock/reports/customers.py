"""Customers of whom deals were won: what they bought again and how soon, and when anybody was last in touch."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery

from penstock.activities.models import Activity, ActivityKind
from penstock.common import clock
from penstock.common.among import among
from penstock.companies.models import Company
from penstock.deals.models import Deal, DealStatus
from penstock.metrics.touched import last_touches
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate

ONE = Decimal(1)
CONTACTS = (ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.EMAIL)


class Win(NamedTuple):
    """A won deal: its customer, its day, and its value in our currency (None: no rate was known that day)."""

    deal_id: int
    company_id: int
    on: date
    value: Decimal | None


@dataclass(frozen=True)
class Customer:
    """A customer: what was won from them in all, when last, and the day of the last contact."""

    company_id: int
    name: str
    revenue: Decimal
    won_on: date
    touched_on: date | None


class DayRates:
    """The rates of every day, read once: a currency takes the newest on or before the day."""

    def __init__(self, by: Actor) -> None:
        self.currency = by.workspace.currency
        self._days: dict[str, list[date]] = {}
        self._rates: dict[str, list[Decimal]] = {}
        for code, on, rate in (
            ExchangeRate.objects.on(by.workspace).order_by("on").values_list("currency", "on", "rate")
        ):
            self._days.setdefault(code, []).append(on)
            self._rates.setdefault(code, []).append(rate)

    def rate(self, currency: str, on: date) -> Decimal | None:
        """Units of our currency for one unit of this one on a day."""
        if currency == self.currency:
            return ONE
        place = bisect_right(self._days.get(currency, []), on)
        return self._rates[currency][place - 1] if place else None


def wins_of(by: Actor, only: Q | None = None) -> list[Win]:
    """The won deals with a customer that somebody may read, as they were closed, the earliest first."""
    rates, zone = DayRates(by), by.workspace.zone
    deals = Deal.objects.of(by).filter(status=DealStatus.WON, company__isnull=False, closed_at__isnull=False)
    rows = deals.filter(only or Q()).order_by("closed_at", "pk")
    found = []
    for pk, company, closed, value, currency in rows.values_list("pk", "company_id", "closed_at", "value", "currency"):
        on = clock.day_of(closed, zone)
        rate = rates.rate(currency, on)
        found.append(Win(pk, company, on, value if rate is ONE else None if rate is None else value * rate))
    return found


def customers_of(wins: Iterable[Win], by: Actor) -> list[Customer]:
    """Whose deals these are, of those who may be read, with the last contact that may be."""
    revenue: dict[int, Decimal] = {}
    last: dict[int, date] = {}
    for win in wins:
        revenue[win.company_id] = revenue.get(win.company_id, Decimal(0)) + (win.value or 0)
        last[win.company_id] = win.on
    touched, zone = last_touches(CONTACTS, by), by.workspace.zone
    found = []
    for pk, name, alone in _named(set(last), by):
        moments = [moment for moment in (alone, touched.get(pk)) if moment]
        found.append(Customer(pk, name, revenue[pk], last[pk], clock.day_of(max(moments), zone) if moments else None))
    return found


def _named(companies: set[int], by: Actor) -> Iterable[tuple[int, str, datetime | None]]:
    """Their names, and when somebody was last in touch with the company itself.

    One look along the index for each: there are many more activities than customers.
    """
    done = Activity.objects.of(by).filter(kind__in=CONTACTS, done_at__isnull=False, company=OuterRef("pk"))
    alone = Subquery(done.order_by("-done_at").values("done_at")[:1])
    rows = Company.objects.of(by).filter(pk__in=among(companies)).order_by("pk")
    found: Iterable[tuple[int, str, datetime | None]] = rows.values_list("pk", "name", alone)
    return found
