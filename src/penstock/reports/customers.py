"""Customers of whom deals were won: what they bought again and how soon, and when anybody was last in touch."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Max, Q

from penstock.activities.models import Activity, ActivityKind
from penstock.common import clock
from penstock.common.among import among
from penstock.companies.models import Company
from penstock.deals.models import Deal, DealStatus
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate

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
            return Decimal(1)
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
        found.append(Win(pk, company, on, None if rate is None else value * rate))
    return found


def customers_of(wins: Iterable[Win], by: Actor) -> list[Customer]:
    """Whose deals these are, of those who may be read, with the last contact that may be."""
    revenue: dict[int, Decimal] = {}
    last: dict[int, date] = {}
    for win in wins:
        revenue[win.company_id] = revenue.get(win.company_id, Decimal(0)) + (win.value or 0)
        last[win.company_id] = win.on
    touched = touches_of(set(last), by)
    companies = Company.objects.of(by).filter(pk__in=among(set(last)))
    # Their names alone: there are as many as customers, and few are shown.
    named = companies.order_by("pk").values_list("pk", "name")
    return [Customer(pk, name, revenue[pk], last[pk], touched.get(pk)) for pk, name in named]


def touches_of(companies: set[int], by: Actor) -> dict[int, date]:
    """The day of the last call, meeting or mail with each of some companies, on them or on their deals."""
    if not companies:
        return {}
    done = Activity.objects.of(by).filter(kind__in=CONTACTS, done_at__isnull=False, removed_at__isnull=True)
    found: dict[int, datetime] = {}
    for path in ("company_id", "deal__company_id"):
        rows = done.filter(**{f"{path}__in": among(companies)}).order_by().values_list(path).annotate(Max("done_at"))
        for company, moment in rows:
            found[company] = max(moment, found.get(company, moment))
    zone = by.workspace.zone
    return {company: clock.day_of(moment, zone) for company, moment in found.items()}
