"""Line items as they were before an event, for an undo."""

from decimal import Decimal
from typing import Any

from penstock.deals.models import Deal, DealItem
from penstock.products.models import Product


def put_items_back(deal: Deal, before: list[dict[str, Any]]) -> None:
    """Replace the deal's lines by those an event holds; a product that is gone since leaves its name and price."""
    wanted = {line["product_id"] for line in before}
    known = set(Product.objects.on(deal.workspace).filter(pk__in=wanted - {None}).values_list("pk", flat=True))
    DealItem.objects.on(deal).delete()
    DealItem.objects.insert([_item(deal, order, line, known) for order, line in enumerate(before)])


def _item(deal: Deal, order: int, line: dict[str, Any], known: set[int]) -> DealItem:
    numbers = {name: Decimal(line[name]) for name in ("quantity", "unit_price", "discount")}
    product_id = line["product_id"] if line["product_id"] in known else None
    rest = {name: line[name] for name in ("name", "billing", "periods")}
    return DealItem(workspace_id=deal.workspace_id, deal=deal, order=order, product_id=product_id, **numbers, **rest)
