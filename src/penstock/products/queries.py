"""Questions about products that need more than one word."""

from decimal import Decimal

from penstock.products.models import Price, PriceList, Product
from penstock.workspaces.actor import Actor

Prices = dict[PriceList, dict[int, Decimal]]
"""For each price list in use the prices of products by their id."""


def prices_of(products: list[Product], by: Actor) -> Prices:
    """The prices of products in hand in every price list, in two queries."""
    lists = {row.pk: row for row in PriceList.objects.of(by).filter(retired_at__isnull=True)}
    found: Prices = {row: {} for row in lists.values()}
    prices = Price.objects.of(by).filter(price_list__in=lists, product__in=[product.pk for product in products])
    for price_list, product, unit_price in prices.values_list("price_list_id", "product_id", "unit_price"):
        found[lists[price_list]][product] = unit_price
    return found
