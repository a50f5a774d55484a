"""Counts and sums of filtered deals: from the kept totals where these can answer, else from the deals themselves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, F, Func, Sum
from django.utils.translation import gettext as _

from penstock.boards.filters import Filtering
from penstock.boards.models import StageTotal
from penstock.deals.models import Deal
from penstock.ui import formats
from penstock.workspaces.rates import Rates, Total

COUNTED_UP_TO = 10_000
"""Filtered deals are counted up to here; beyond it we say “10,000+”."""


class Cents(Func):
    """An amount as a whole number of hundredths, in both databases."""

    template = "CAST(ROUND(%(expressions)s * 100) AS bigint)"
    output_field = BigIntegerField()


class Weighted(Func):
    """Cents × odds in percent, rounded half up."""

    template = "((CAST(ROUND(%(expressions)s * 100) AS bigint) * odds + 50) / 100)"
    output_field = BigIntegerField()


class Row(NamedTuple):
    """A group's count and sums in cents, in one currency."""

    group: Any
    currency: str
    count: int
    cents: int
    weighted: int


@dataclass
class Sums:
    """A group's deals: how many, and what they are worth in each currency."""

    count: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)
    weighted: dict[str, Decimal] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Take in the sums of one currency."""
        self.count += row.count
        self.amounts[row.currency] = self.amounts.get(row.currency, Decimal(0)) + Decimal(row.cents) / 100
        self.weighted[row.currency] = self.weighted.get(row.currency, Decimal(0)) + Decimal(row.weighted) / 100


def sums_by(group: str, filtering: Filtering) -> dict[Any, Sums]:
    """The sums of all deals that fit, for each value of ``stage_id``, ``owner_id``, ``status`` …"""
    found: dict[Any, Sums] = defaultdict(Sums)
    for row in _kept(group, filtering) if _keeps(group, filtering) else _counted(group, filtering):
        found[row.group].add(row)
    return found


def sums_of(filtering: Filtering) -> Sums:
    """The sums of all deals that fit."""
    together = Sums()
    for sums in (_kept if filtering.is_kept else _counted)("currency", filtering):
        together.add(sums)
    return together


def capped_count(filtering: Filtering) -> int:
    """How many deals fit, counted up to one more than ``COUNTED_UP_TO`` unless the kept totals know."""
    if filtering.is_kept:
        return sums_of(filtering).count
    deals = filtering.apply(Deal.objects.of(filtering.by))
    return deals.order_by().values("pk")[: COUNTED_UP_TO + 1].count()


def _keeps(group: str, filtering: Filtering) -> bool:
    return filtering.is_kept and group in ("stage_id", "owner_id", "status", "currency", "pipeline_id")


def _kept(group: str, filtering: Filtering) -> Iterable[Row]:
    rows = filtering.apply(StageTotal.objects.of(filtering.by)).values(group, "currency").order_by()
    summed = rows.annotate(n=Sum("count"), c=Sum("cents"), w=Sum("weighted"))
    return map(Row._make, summed.values_list(group, "currency", "n", "c", "w"))


def _counted(group: str, filtering: Filtering) -> Iterable[Row]:
    deals = filtering.apply(Deal.objects.of(filtering.by)).order_by().values(group, "currency")
    summed = deals.annotate(n=Count("pk"), c=Sum(Cents(F("value"))), w=Sum(Weighted(F("value"))))
    return map(Row._make, summed.values_list(group, "currency", "n", "c", "w"))


def unconverted(totals: Iterable[Total]) -> str:
    """A sentence about currencies that were converted, or that no rate could bring in; empty when all is plain."""
    converted: set[str] = set()
    left: dict[str, Decimal] = defaultdict(Decimal)
    for total in totals:
        converted |= set(total.converted)
        for currency, amount in total.left_out.items():
            left[currency] += amount
    return " ".join(sentence for sentence in (_converted(converted), _left_out(left)) if sentence)


def _converted(currencies: set[str]) -> str:
    names = ", ".join(sorted(currencies))
    return (
        _("Sums hold amounts converted from %(currencies)s at today’s rates.") % {"currencies": names} if names else ""
    )


def _left_out(left: dict[str, Decimal]) -> str:
    amounts = ", ".join(formats.money_short(amount, currency) for currency, amount in sorted(left.items()))
    sentence = _("Sums leave out %(amounts)s, because the workspace has no rate for it.")
    return sentence % {"amounts": amounts} if amounts else ""


def rates_today(filtering: Filtering) -> Rates:
    """The workspace's rates of the reader's day."""
    return Rates(filtering.by.workspace, formats.today())
