"""Which deals to work on first: what they are worth, how likely they are, and how near their close is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from penstock.common import clock
from penstock.deals.models import Deal
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates

HORIZON = 90
"""Days before the expected close from which on a deal becomes more urgent."""

SHOWN, LOOKED_AT = 5, 100


@dataclass(frozen=True)
class Priority:
    """A deal's priority with its parts: ``value`` in the workspace's currency × ``odds`` percent × ``urgency``."""

    deal: Deal
    value: Decimal
    odds: int
    urgency: Decimal

    @property
    def score(self) -> Decimal:
        """What it comes to; only good for comparing."""
        return self.value * self.odds / 100 * self.urgency


def urgency(expected: date | None, today: date) -> Decimal:
    """1 for a close that is far or unknown, rising over the last ninety days to 2 on the day and after it."""
    if expected is None:
        return Decimal(1)
    near = HORIZON - (expected - today).days
    return 1 + Decimal(min(max(near, 0), HORIZON)) / HORIZON


def first_deals(by: Actor, owner_id: int) -> list[Priority]:
    """A seller's open deals that come first, out of those that weigh most in each currency: urgency only doubles."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    rates = Rates(by.workspace, today)
    deals = Deal.objects.of(by).open().filter(owner_id=owner_id).select_related("stage", "company")
    found = [one for currency in rates.known for one in _heaviest(deals, currency, rates, today)]
    return sorted(found, key=lambda one: (-one.score, one.deal.pk))[:SHOWN]


def _heaviest(deals: QuerySet[Deal], currency: str, rates: Rates, today: date) -> list[Priority]:
    rate = rates.rate(currency) or Decimal(0)
    weighed = deals.filter(currency=currency, value__gt=0, odds__gt=0).order_by(-F("value") * F("odds"), "pk")
    return [
        Priority(deal, deal.value * rate, deal.odds, urgency(deal.expected_close_on, today))
        for deal in weighed[:LOOKED_AT]
    ]
