"""Which product a deal is about: that of its largest line, for a deal is held up by what it is mostly for."""

from collections.abc import Collection
from decimal import Decimal

from penstock.common.among import among
from penstock.deals.models import DealItem


def products_of(deal_ids: Collection[int]) -> dict[int, int]:
    """The product of each deal that has any, by one query; of lines of the same size the first."""
    found: dict[int, tuple[Decimal, int]] = {}
    rows = DealItem.objects.on(among(deal_ids), "deal_id__in").filter(product__isnull=False).order_by("order", "pk")
    for item in rows:
        most = found.get(item.deal_id)
        if most is None or item.total > most[0]:
            found[item.deal_id] = (item.total, item.product_id)
    return {deal: product for deal, (_total, product) in found.items()}
