"""What the demo company wants this year: of each seller and of the whole, broken down into quarters and months."""

from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal

from penstock.deals.models import Deal, DealStatus
from penstock.demo.company import Company
from penstock.targets.actions import Into, Ways, break_down_target, set_target
from penstock.targets.models import Aim
from penstock.targets.periods import Period, PeriodKind
from penstock.targets.plans import WORKSPACE, Whose, person
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates

MORE = Decimal("1.15")
"""A little more than each sold in the year before."""

PARTS = (Into.QUARTERS, Into.MONTHS)
"""Into what targets of the year are broken down; the head's own is left whole."""


def want(company: Company, now: datetime) -> None:
    """Targets for the year; the whole asks for a little more than its people have together."""
    by, sold = company.by, _sold(company.by, now)
    year = Period.around(PeriodKind.YEAR, now.astimezone(company.by.workspace.zone).date())
    amounts = {seller.pk: _round(sold[seller.pk] * MORE) for seller in (*company.all_sellers, company.manager)}
    for pk, amount in amounts.items():
        _set(year, amount, person(pk), by, () if pk == company.manager.pk else PARTS)
    _set(year, _round(sum(amounts.values(), Decimal(0)) * Decimal("1.05")), WORKSPACE, by)


def _set(year: Period, amount: Decimal, whose: Whose, by: Actor, parts: tuple[Into, ...] = PARTS) -> None:
    if amount:
        target = set_target(Aim.REVENUE, year, amount, by=by, whose=whose)
        for into in parts:
            break_down_target(target, into, Ways.WORKING_DAYS, by=by)


def _sold(by: Actor, now: datetime) -> dict[int | None, Decimal]:
    """What each seller won in the last year, at today's rates."""
    rates = Rates(by.workspace, now.date())
    found: dict[int | None, Decimal] = defaultdict(Decimal)
    rows = Deal.objects.of(by).filter(status=DealStatus.WON, closed_at__gte=now - timedelta(days=365))
    for owner, value, currency in rows.values_list("owner_id", "value", "currency"):
        found[owner] += value * (rates.rate(currency) or 0)
    return found


def _round(amount: Decimal) -> Decimal:
    """To two figures, as targets are set."""
    if amount < 1:
        return Decimal(0)
    step = Decimal(10) ** max(amount.adjusted() - 1, 0)
    return (amount / step).to_integral_value() * step
