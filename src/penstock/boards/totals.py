"""Counts and sums of filtered deals: from the kept totals where these can answer, else from the deals themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Func, IntegerField, Sum, When
from django.utils.translation import gettext as _

from penstock.boards.filters import Filtering
from penstock.boards.models import StageTotal
from penstock.common import clock
from penstock.deals.models import Deal, DealStatus
from penstock.ui import formats
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates, Total

AGES = (7, 30, 90, 180)
"""The upper ends, in days, of the first four ages of deals."""

COUNTED_UP_TO = 10_000
"""Filtered deals are counted up to here; beyond it we say “10,000+”."""

KEPT = frozenset({"owner_id", "source_id", "type"})
"""What the kept totals can be grouped by within the stages."""


class Cents(Func):
    """An amount as a whole number of hundredths, in both databases."""

    template = "CAST(ROUND(%(expressions)s * 100) AS bigint)"
    output_field = BigIntegerField()


class Weighted(Func):
    """Cents × odds in percent, rounded half up."""

    template = "((CAST(ROUND(%(expressions)s * 100) AS bigint) * odds + 50) / 100)"
    output_field = BigIntegerField()


@dataclass(frozen=True)
class Row:
    """A group's count and sums in cents, in one currency."""

    group: tuple[Any, ...]
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
    for row in (_kept if filtering.is_kept else _counted)([group], filtering):
        found[row.group[0]].add(row)
    return found


def sums_by_stage(filtering: Filtering) -> tuple[dict[int, Sums], int]:
    """The sums of the deals in each stage, and how many are set aside besides."""
    found: dict[int, Sums] = defaultdict(Sums)
    aside = 0
    for row in (_kept if filtering.is_kept else _counted)(["stage_id", "status"], filtering):
        if row.group[1] == DealStatus.ASIDE:
            aside += row.count
        else:
            found[row.group[0]].add(row)
    return found, aside


def sums_within_stages(group: str, filtering: Filtering) -> dict[tuple[int, Any], Sums]:
    """The sums for each stage and each ``owner_id``, ``source_id``, ``type`` or ``age_group``; only open deals age."""
    found: dict[tuple[int, Any], Sums] = defaultdict(Sums)
    is_kept = filtering.is_kept and group in KEPT
    for row in (_kept if is_kept else _counted)(["stage_id", group], filtering):
        found[row.group].add(row)
    return found


def sums_of(filtering: Filtering) -> Sums:
    """The sums of all deals that fit."""
    together = Sums()
    for row in (_kept if filtering.is_kept else _counted)([], filtering):
        together.add(row)
    return together


def capped_count(filtering: Filtering) -> int:
    """How many deals fit, counted up to one more than ``COUNTED_UP_TO`` unless the kept totals know."""
    return sums_of(filtering).count if filtering.is_kept else len(some_ids(filtering))


def some_ids(filtering: Filtering) -> list[int]:
    """The ids of the deals that fit, in no order, up to one more than ``COUNTED_UP_TO``."""
    deals = filtering.find(Deal.objects.of(filtering.by))
    return list(deals.order_by().values_list("pk", flat=True)[: COUNTED_UP_TO + 1])


def _kept(groups: list[str], filtering: Filtering) -> Iterator[Row]:
    rows = filtering.apply(StageTotal.objects.of(filtering.by)).values(*groups, "currency").order_by()
    return _rows(groups, rows.annotate(n=Sum("count"), c=Sum("cents"), w=Sum("weighted")))


def _counted(groups: list[str], filtering: Filtering) -> Iterator[Row]:
    deals = filtering.find(Deal.objects.of(filtering.by)).order_by()
    if "age_group" in groups:
        deals = deals.filter(status=DealStatus.OPEN).annotate(age_group=age_group_of(clock.now()))
    sums = {"n": Count("pk"), "c": Sum(Cents(F("value"))), "w": Sum(Weighted(F("value")))}
    return _rows(groups, deals.values(*groups, "currency").annotate(**sums))


def _rows(groups: list[str], summed: Any) -> Iterator[Row]:
    for *group, currency, count, amount, weighted in summed.values_list(*groups, "currency", "n", "c", "w"):
        yield Row(tuple(group), currency, count, amount, weighted)


def age_group_of(now: datetime) -> Case:
    """1 for an open deal that is young to 5 for a very old one, as ``traits.age_group`` counts it."""
    groups = [When(opened_at__gt=now - timedelta(days=end), then=group) for group, end in enumerate(AGES, start=1)]
    return Case(*groups, default=len(AGES) + 1, output_field=IntegerField())


def unconverted(totals: Iterable[Total], *, then: bool = False) -> str:
    """A sentence about currencies that were converted, or that no rate could bring in; empty when all is plain.

    ``then``: the rates were those of a past day.
    """
    converted: set[str] = set()
    left: dict[str, Decimal] = defaultdict(Decimal)
    for total in totals:
        converted |= set(total.converted)
        for currency, amount in total.left_out.items():
            left[currency] += amount
    return " ".join(sentence for sentence in (_converted(converted, then), _left_out(left)) if sentence)


def _converted(currencies: set[str], then: bool) -> str:
    sentence = _("Sums hold amounts converted from %(currencies)s at today’s rates.")
    if then:
        sentence = _("Sums hold amounts converted from %(currencies)s at that day’s rates.")
    return sentence % {"currencies": formats.listed(sorted(currencies))} if currencies else ""


def _left_out(left: dict[str, Decimal]) -> str:
    amounts = formats.listed(formats.money_short(amount, currency) for currency, amount in sorted(left.items()))
    sentence = _("Sums leave out %(amounts)s, because the workspace has no rate for it.")
    return sentence % {"amounts": amounts} if amounts else ""


def rates_today(filtering: Filtering) -> Rates:
    """The workspace's rates of the reader's day."""
    return Rates(filtering.by.workspace, formats.today())


def pipelines_with_deals(by: Actor) -> set[int]:
    """The ids of the pipelines in which there are deals that the actor may see."""
    return set(StageTotal.objects.of(by).filter(count__gt=0).values_list("pipeline_id", flat=True).distinct())
