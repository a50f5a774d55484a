"""Margins: what is left of a deal and of each line after what its products cost us; unknown where a cost is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.money import rounded
from penstock.deals.models import Billing, Deal, DealItem
from penstock.workspaces.rates import Rates

DIGITS = 80
"""The largest quantity, cost and rate multiplied have fewer."""


@dataclass(frozen=True)
class Margin:
    """Of ``revenue`` in the deal's currency; ``cost`` is None where it is not known, and ``why`` says so.

    A cost that nobody wrote is never taken for nothing.
    """

    revenue: Decimal
    cost: Decimal | None
    why: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is a cost, and a revenue to compare it with."""
        return self.cost is not None and self.revenue > 0

    @property
    def left(self) -> Decimal | None:
        """The revenue less the cost."""
        return None if self.cost is None else self.revenue - self.cost

    @property
    def share(self) -> Decimal | None:
        """The part of the revenue that is left, as a fraction; below 0 where it is sold at a loss."""
        return (self.revenue - self.cost) / self.revenue if self.cost is not None and self.revenue > 0 else None

    def is_at_least(self, percent: Decimal) -> bool:
        """Whether so much is left, compared without a division; never where it is not known."""
        if self.cost is None or self.revenue <= 0:
            return False
        return (self.revenue - self.cost) * 100 >= percent * self.revenue


@dataclass(frozen=True)
class DealMargin:
    """The margin of a deal, and that of each of its lines in their order."""

    whole: Margin
    lines: list[tuple[DealItem, Margin]] = field(default_factory=list)


def margin_of(deal: Deal, items: Sequence[DealItem], rates: Rates) -> DealMargin:
    """The margin by the lines, whose products must be at hand; of the deal's value where that was entered by hand."""
    lines = [(item, line_margin(item, deal.currency, rates)) for item in items]
    revenue = deal.value if deal.amount is not None else sum((one.revenue for _item, one in lines), Decimal(0))
    if not lines:
        return DealMargin(Margin(revenue, None, _("the deal has no products")))
    unknown = list(dict.fromkeys(one.why for _item, one in lines if one.cost is None))
    if unknown:
        return DealMargin(Margin(revenue, None, "; ".join(unknown)), lines)
    cost = sum((one.cost for _item, one in lines if one.cost is not None), Decimal(0))
    return DealMargin(Margin(revenue, cost, "" if revenue > 0 else _("nothing is to be paid")), lines)


def line_margin(item: DealItem, currency: str, rates: Rates) -> Margin:
    """The margin of one line in the deal's currency: its total less as many costs, each period's in whole cents."""
    product = item.product
    if product is None or product.unit_cost is None:
        return Margin(item.total, None, _("no cost of “%(item)s” is known") % {"item": item.name})
    spent = _converted(item.quantity * product.unit_cost, product.currency_of_cost, currency, rates)
    if spent is None:
        words = {"item": item.name, "from": product.currency_of_cost, "to": currency}
        return Margin(item.total, None, _("“%(item)s” costs %(from)s and no rate to %(to)s is known") % words)
    cost = spent * (item.periods if item.billing != Billing.ONCE else 1)
    return Margin(item.total, cost, "" if item.total > 0 else _("nothing is to be paid"))


def _converted(amount: Decimal, given: str, wanted: str, rates: Rates) -> Decimal | None:
    """An amount in whole cents of another currency, each digit counted; None where no rate is known."""
    if given == wanted:
        return rounded(amount)
    ours, theirs = rates.rate(given), rates.rate(wanted)
    if ours is None or not theirs:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        return rounded(amount * ours / theirs)


def rates_for(deal: Deal) -> Rates:
    """The rates of the day on which a deal was closed, else of today."""
    workspace = deal.workspace
    return Rates(workspace, clock.day_of(deal.closed_at or clock.now(), workspace.zone))
