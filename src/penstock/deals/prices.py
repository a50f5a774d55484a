"""What products cost in a deal: by the chosen price list, else by their own list price, in the deal's currency."""

from decimal import Decimal

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.common.money import rounded
from penstock.deals.models import Deal
from penstock.products.models import Price, PriceList, Product
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates


class Prices:
    """The prices of some products for a deal, read at once."""

    def __init__(self, deal: Deal, price_list: PriceList | None, product_ids: list[int], by: Actor) -> None:
        self.deal = deal
        self.products: dict[int, Product] = Product.objects.of(by).in_bulk(product_ids)
        self.listed: dict[int, Decimal] = {}
        self.list_currency = ""
        if price_list is not None:
            self.list_currency = price_list.currency
            prices = Price.objects.of(by).filter(price_list=price_list, product_id__in=product_ids)
            self.listed = dict(prices.values_list("product_id", "unit_price"))
        self._rates: Rates | None = None

    def of(self, product: Product) -> Decimal:
        """The price of one unit in the deal's currency; raises Refused where no rate is known."""
        if product.pk in self.listed:
            return self._converted(self.listed[product.pk], self.list_currency, product)
        if product.unit_price is None:
            return Decimal(0)
        return self._converted(product.unit_price, product.currency, product)

    def _converted(self, amount: Decimal, currency: str, product: Product) -> Decimal:
        if currency == self.deal.currency or not amount:
            return amount
        workspace = self.deal.workspace
        rates = self._rates = self._rates or Rates(workspace, clock.day_of(clock.now(), workspace.zone))
        ours, theirs = rates.rate(currency), rates.rate(self.deal.currency)
        if ours is None or not theirs:
            sentence = _(
                "“%(product)s” is priced in %(from)s and no rate to %(to)s is known; write its price yourself."
            )
            raise Refused(sentence % {"product": product, "from": currency, "to": self.deal.currency})
        return rounded(amount * ours / theirs)
