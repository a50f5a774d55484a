"""Filters from … to …: amounts, days of the calendar, and numbers of days."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import DecimalField, F, Q, Value
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.boards.filters.definition import Condition, Filter
from penstock.common import clock
from penstock.common.earlier import DaysEarlier
from penstock.common.errors import Refused
from penstock.common.money import LARGEST
from penstock.deals.models import DealStatus
from penstock.ui import formats
from penstock.workspaces.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Range(Filter):
    """A lower and an upper bound, both included; either may be missing."""

    column: str = ""

    @property
    def names(self) -> Sequence[str]:
        return (f"{self.key}_from", f"{self.key}_to")

    def read(self, params: QueryDict, by: Actor) -> Condition:
        low, high = (self._bound(params.get(name, "").strip()) for name in self.names)
        if low is not None and high is not None and low > high:
            raise Refused(_("In “%(filter)s”, “from” is above “to”.") % {"filter": self.label})
        words = _words(*(None if b is None else self.shown(b) for b in (low, high)))
        return Condition(self, words, self.ask(low, high, by), look_up=lambda: self.look_up(low, high, by))

    def _bound(self, text: str) -> Any:
        try:
            return self.parse(text) if text else None
        except (ValueError, InvalidOperation):
            sentence = _("“%(value)s” does not fit the filter “%(filter)s”.")
            raise Refused(sentence % {"value": text[:80], "filter": self.label}) from None

    def look_up(self, low: Any, high: Any, by: Actor) -> Q:
        """The question for whoever goes through all deals."""
        return self.ask(low, high, by)

    @abstractmethod
    def parse(self, text: str) -> Any:
        """The bound that a text means; raises ValueError."""

    @abstractmethod
    def shown(self, bound: Any) -> str:
        """The bound in the reader's words."""

    @abstractmethod
    def ask(self, low: Any, high: Any, by: Actor) -> Q:
        """The question to the database."""


def _words(low: str | None, high: str | None) -> str:
    if low is None:
        return _("up to %(high)s") % {"high": high}
    if high is None:
        return _("from %(low)s") % {"low": low}
    return low if low == high else f"{low} – {high}"


@dataclass(frozen=True, kw_only=True)
class Amounts(Range):
    """Amounts in each deal's own currency."""

    widget = "numbers"

    def parse(self, text: str) -> Decimal:
        amount = Decimal(text.replace(",", ".").replace("\xa0", "").replace(" ", ""))
        if not amount.is_finite() or abs(amount) > LARGEST:
            raise ValueError(text)
        return amount

    def shown(self, bound: Decimal) -> str:
        return formats.number(bound)

    def ask(self, low: Decimal | None, high: Decimal | None, by: Actor) -> Q:
        # As a sum it fits no index: a range of values would lead the database away from the index of the order.
        amount = F(self.column) + Value(0, output_field=DecimalField(max_digits=18, decimal_places=2))
        asked = [(GreaterThanOrEqual, low), (LessThanOrEqual, high)]
        question = Q()
        for lookup, bound in asked:
            question &= Q() if bound is None else Q(lookup(amount, bound))
        return question


@dataclass(frozen=True, kw_only=True)
class Days(Range):
    """Days of the calendar; a moment counts on the day it had in the reader's time zone."""

    widget = "days"
    is_moment: bool = False
    status: str = ""
    """The only status in which deals have such a day: whoever looks for them need not look at others."""

    def parse(self, text: str) -> date:
        day = date.fromisoformat(text)
        if not 1900 <= day.year <= 2200:
            raise ValueError(text)
        return day

    def shown(self, bound: date) -> str:
        return formats.day(bound)

    def ask(self, low: date | None, high: date | None, by: Actor) -> Q:
        if not self.is_moment:
            return bounded(self.column, low, high)
        question = Q()
        if low is not None:
            question &= Q(**{f"{self.column}__gte": clock.day_start(low, by.zone)})
        if high is not None:
            question &= Q(**{f"{self.column}__lt": clock.day_start(high + timedelta(days=1), by.zone)})
        return question

    def look_up(self, low: date | None, high: date | None, by: Actor) -> Q:
        question = self.ask(low, high, by)
        return question & Q(status=self.status) if self.status else question


@dataclass(frozen=True, kw_only=True)
class DaysSince(Range):
    """Whole days since a moment, up to the deal's close or now; ``rested`` is the moment without time set aside."""

    widget = "numbers"
    rested: str = ""

    def parse(self, text: str) -> int:
        if not 0 <= int(text) <= 36500:
            raise ValueError(text)
        return int(text)

    def shown(self, bound: int) -> str:
        return formats.number(bound)

    def ask(self, low: int | None, high: int | None, by: Actor) -> Q:
        now, question = clock.now(), Q()
        if low is not None:
            question &= self._until("lte", timedelta(days=low), now)
        if high is not None:
            question &= self._until("gt", timedelta(days=high + 1), now)
        return question

    def _until(self, lookup: str, passed: timedelta, now: Any) -> Q:
        resting = DaysEarlier("aside_at", passed) if self.rested else now - passed
        still_open = Q(status=DealStatus.OPEN) & self._before(lookup, now - passed)
        aside = Q(status=DealStatus.ASIDE) & self._before(lookup, resting)
        closed = Q(closed_at__isnull=False) & self._before(lookup, DaysEarlier("closed_at", passed))
        return still_open | aside | closed

    def _before(self, lookup: str, bound: Any) -> Q:
        since = Q(**{f"{self.column}__{lookup}": bound})
        if not self.rested:
            return since
        return Q(**{f"{self.rested}__isnull": True}) & since | Q(**{f"{self.rested}__{lookup}": bound})


def bounded(column: str, low: Any, high: Any) -> Q:
    """The column lies between the bounds, both included."""
    question = Q()
    if low is not None:
        question &= Q(**{f"{column}__gte": low})
    if high is not None:
        question &= Q(**{f"{column}__lte": high})
    return question


RANGES: tuple[Range, ...] = (
    Amounts("value", gettext_lazy("Value"), column="value"),
    Days("expected", gettext_lazy("Expected close"), column="expected_close_on"),
    Days("opened", gettext_lazy("Opened"), column="opened_at", is_moment=True),
    Days("closed", gettext_lazy("Closed"), column="closed_at", is_moment=True),
    Days("aside_until", gettext_lazy("Set aside until"), column="aside_until", status=DealStatus.ASIDE),
    DaysSince("age", gettext_lazy("Age in days"), column="opened_at"),
    DaysSince("days_in_stage", gettext_lazy("Days in stage"), column="stage_entered_at", rested="stage_counts_from"),
)
