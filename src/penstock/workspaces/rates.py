"""Currencies: amounts keep theirs, totals convert at the workspace's rate of the day and say what could not be."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from penstock.common.money import rounded
from penstock.workspaces.kept import kept
from penstock.workspaces.models import ExchangeRate, Workspace


@dataclass(frozen=True)
class Total:
    """A sum in the workspace's currency, and the amounts by currency that no rate could bring into it."""

    amount: Decimal
    currency: str
    converted: tuple[str, ...] = ()
    left_out: dict[str, Decimal] = field(default_factory=dict)


class Rates:
    """The rates of one day, read once; a currency takes the newest rate on or before the day."""

    def __init__(self, workspace: Workspace, on: date) -> None:
        self.currency = workspace.currency
        self.on = on
        rows = ExchangeRate.objects.on(workspace).filter(on__lte=on).order_by("on").values_list("currency", "rate")
        self._rates: dict[str, Decimal] = kept(workspace, "rates", lambda: dict(rows), on)
        self._rates[workspace.currency] = Decimal(1)

    def rate(self, currency: str) -> Decimal | None:
        """Units of the workspace's currency for one unit of this one; None where no rate is known."""
        return self._rates.get(currency)

    @property
    def known(self) -> dict[str, Decimal]:
        """Every currency with a rate that day."""
        return dict(self._rates)

    def total(self, amounts: dict[str, Decimal]) -> Total:
        """Add amounts given by currency; what has no rate is left out and named."""
        known = {currency: amount for currency, amount in amounts.items() if currency in self._rates}
        summed = sum((amount * self._rates[currency] for currency, amount in known.items()), Decimal(0))
        left_out = {currency: amount for currency, amount in amounts.items() if currency not in known and amount}
        converted = tuple(sorted(c for c, amount in known.items() if c != self.currency and amount))
        return Total(rounded(summed), self.currency, converted, left_out)
