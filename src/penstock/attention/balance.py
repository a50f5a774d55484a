"""Whether one seller's pipeline is in balance: not more deals than can be worked, and not all of it on one deal."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, DecimalField, F, QuerySet, Sum
from django.db.models.functions import Cast

from penstock.attention.models import StageLimit
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates

CANDIDATES = 3
TOO_MUCH = Decimal("0.4")
"""From this share of the weighted pipeline on, too much hangs on one deal."""

FEWEST = 4
"""With fewer open deals every one of them is a large part."""

LOOKED_AT = 50
"""The largest deal by weight is among so many of the largest by value in each currency."""


@dataclass(frozen=True)
class TooWide:
    """A stage with more of the seller's deals than are advised, and those to let go first."""

    stage: Stage
    count: int
    most: int
    let_go: list[Deal]


@dataclass(frozen=True)
class Hanging:
    """The deal on which too much hangs, its share of the weighted pipeline, and what can be won soon instead."""

    deal: Deal
    share: float
    quick: list[Deal]


def too_wide(by: Actor, owner_id: int) -> list[TooWide]:
    """The stages in which a seller has more open deals than advised."""
    limits = dict(StageLimit.objects.of(by).values_list("stage_id", "most"))
    if not limits:
        return []
    deals = _open(by, owner_id).filter(stage_id__in=limits)
    counts = dict(deals.order_by().values("stage_id").annotate(n=Count("pk")).values_list("stage_id", "n"))
    over = [stage_id for stage_id, count in counts.items() if count > limits[stage_id]]
    stages = Stage.objects.of(by).filter(pk__in=over).order_by("order", "pk")
    return [TooWide(one, counts[one.pk], limits[one.pk], _least_alive(deals, one)) for one in stages]


def hanging(by: Actor, owner_id: int) -> Hanging | None:
    """The deal that carries too much of a seller's weighted pipeline, if one does."""
    deals = _open(by, owner_id)
    weight = Cast(F("value") * F("odds") / 100, DecimalField(max_digits=20, decimal_places=2))
    sums = (
        deals.order_by().values("currency").annotate(n=Count("pk"), all=Sum(weight)).values_list("currency", "n", "all")
    )
    rates = Rates(by.workspace, clock.day_of(clock.now(), by.workspace.zone))
    known = [(currency, n, rate * total) for currency, n, total in sums if (rate := rates.rate(currency)) is not None]
    together = sum((amount for _currency, _n, amount in known), Decimal(0))
    if sum(n for _currency, n, _amount in known) < FEWEST or not together:
        return None
    largest = max((_largest(deals, currency, rates) for currency, _n, _amount in known), key=lambda pair: pair[0])
    share = largest[0] / together
    if share < TOO_MUCH:
        return None
    return Hanging(largest[1], float(share), _soon(deals.exclude(pk=largest[1].pk)))


def _open(by: Actor, owner_id: int) -> QuerySet[Deal]:
    rows: QuerySet[Deal] = Deal.objects.of(by).open().filter(owner_id=owner_id)
    return rows


def _least_alive(deals: QuerySet[Deal], stage: Stage) -> list[Deal]:
    """What has been stuck for longest first, then what is worth least."""
    longest = F("mark__stuck_at").asc(nulls_last=True)
    return list(deals.filter(stage_id=stage.pk).select_related("mark", "stage").order_by(longest, "value")[:CANDIDATES])


def _largest(deals: QuerySet[Deal], currency: str, rates: Rates) -> tuple[Decimal, Deal]:
    found = deals.filter(currency=currency).select_related("stage").order_by("-value")[:LOOKED_AT]
    rate = rates.rate(currency) or Decimal(0)
    weighed = [(rate * deal.value * deal.odds / 100, deal) for deal in found]
    return max(weighed, key=lambda pair: pair[0])


def _soon(deals: QuerySet[Deal]) -> list[Deal]:
    """The most likely ones, and of those the ones that close first."""
    first = F("expected_close_on").asc(nulls_last=True)
    return list(deals.select_related("stage").order_by("-odds", first, "-value")[:CANDIDATES])
