"""Customers of whom deals were won: what they bought again and how soon, and when anybody was last in touch.

The copy is asked for what is won now, as the list narrows it and as far as the reader may read it.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, Subquery

from penstock.activities.models import Activity, ActivityKind
from penstock.boards.filters import Filtering
from penstock.common import clock
from penstock.common.among import among
from penstock.companies.models import Company
from penstock.deals.models import DealStatus
from penstock.metrics.asking import converting, sight_of
from penstock.metrics.columnar import Copy
from penstock.metrics.compiling import rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import Dimension
from penstock.metrics.id_sets import is_among
from penstock.metrics.periods import Period
from penstock.metrics.question import parse
from penstock.metrics.touched import last_touches
from penstock.playbooks.rhythm import Rhythm, of_gaps
from penstock.reports.buyers import bought_again, bought_by, deals_of
from penstock.reports.present import fits
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate

ONE = Decimal(1)
CONTACTS = (ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.EMAIL)
WON = Q(status=DealStatus.WON, company__isnull=False)
WHEN = (Dimension("won_at", "won_at", "p.closed_at"), Dimension("won_on", "won_on", "p.closed_on"))


class Purchases(NamedTuple):
    """Wins that have in common how soon they came after the customer's win before.

    ``how_soon`` is nought for the first of a customer, then the place among the months asked for, from one. ``deals``
    are their ids; none where there are more than were asked for.
    """

    how_soon: int
    won: int
    customers: int
    revenue: Decimal
    deals: Sequence[int]


class Customer(NamedTuple):
    """A customer: what was won from them in all, when last, and the day of the last contact.

    Contacts with the company itself only count where there was none on its deals since the day that was asked for.
    """

    company_id: int
    name: str
    revenue: Decimal
    won_on: date
    touched_on: date | None
    deals: int
    rhythm: Rhythm | None


class Buyers:
    """Asks about the won deals with a customer that somebody may read and that fit filters of the list."""

    def __init__(self, by: Actor, filtering: Filtering) -> None:
        self.by, self.filtering = by, filtering

    def again(self, period: Period, days: Sequence[int], most: int) -> list[Purchases]:
        """What was won in a period, by how many days at most lie between a win and the customer's win before.

        The ids are told of up to ``most`` deals.
        """
        with caught_up(self.by.workspace) as copy:
            rows = copy.ask(bought_again(self._picked(copy), period, days, most))
        return [Purchases(how, n, of, Decimal(worth), deals or ()) for how, n, of, worth, deals in rows]

    def customers(self, since: date) -> list[Customer]:
        """Whose deals these are, of those who may be read, with the last contact that may be."""
        names = dict(_readable((row[0] for row in self._rows), self.by).values_list("pk", "name"))
        buyers = [self._customer(row, names) for row in self._rows if row[0] in names]
        silent = {one.company_id for one in buyers if max(one.won_on, one.touched_on or one.won_on) < since}
        alone = dict(self._alone(silent))
        return [_touched(one, alone[one.company_id]) if alone.get(one.company_id) else one for one in buyers]

    def deals(self, companies: Collection[int]) -> dict[int, list[int]]:
        """The ids of the won deals of some of them."""
        with caught_up(self.by.workspace) as copy:
            those = is_among(companies, "company_id")
            return dict(copy.ask(deals_of(self._picked(copy), those)))

    @property
    def are_none(self) -> bool:
        """Whether no deal was won of a company, whether that may be read or not."""
        return not self._rows

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        with caught_up(self.by.workspace) as copy:
            return copy.ask(bought_by(self._picked(copy), last_touches(CONTACTS, self.by)))

    def _picked(self, copy: Copy) -> str:
        """The won deals as SQL: those that may be read, each in our currency at the rate of its day."""
        fact = Dimension("fits", "fits", self._fits or "TRUE", is_fact=True)
        question = replace(parse("revenue_won"), by=WHEN, where=((fact, ("true",)),))
        return rows_in_groups(question, converting(sight_of(self.by), copy))[0]

    @cached_property
    def _fits(self) -> str:
        # Braces of words that somebody typed are no places to be filled.
        return fits(self.filtering, WON).replace("{", "{{").replace("}", "}}")

    def _customer(self, row: tuple[Any, ...], names: dict[int, str]) -> Customer:
        company, deals, revenue, won_on, touched_at, n, *gaps = row
        touched_on = self._day(touched_at.replace(tzinfo=UTC)) if touched_at else None
        rhythm = of_gaps(n, *gaps, last_on=won_on) if n else None
        return Customer(company, names[company], Decimal(revenue), won_on, touched_on, deals, rhythm)

    def _alone(self, companies: Collection[int]) -> Iterable[tuple[int, date]]:
        """When somebody was last in touch with the companies themselves.

        One look along the index for each: there are many more activities than customers.
        """
        done = Activity.objects.of(self.by).filter(kind__in=CONTACTS, done_at__isnull=False, company=OuterRef("pk"))
        last = Subquery(done.order_by("-done_at").values("done_at")[:1])
        rows = _readable(companies, self.by).values_list("pk", last) if companies else ()
        return ((pk, self._day(moment)) for pk, moment in rows if moment)

    def _day(self, moment: datetime) -> date:
        return clock.day_of(moment, self.by.workspace.zone)


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


def _readable(companies: Iterable[int], by: Actor) -> Any:
    return Company.objects.of(by).filter(pk__in=among(companies))


def _touched(one: Customer, on: date) -> Customer:
    return one._replace(touched_on=max(on, one.touched_on or on))
