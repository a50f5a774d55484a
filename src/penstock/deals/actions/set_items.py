"""Set the line items of a deal."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.common.money import LARGEST
from penstock.deals.changing import change, hold, moment_for
from penstock.deals.events import DealItemsSet
from penstock.deals.models import Billing, Deal, DealItem
from penstock.deals.prices import Prices
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.products.models import PriceList
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class Line:
    """One line as asked for; without a price the product's list price counts. ``discount`` in percent."""

    product_id: int | None = None
    name: str = ""
    quantity: Decimal = Decimal(1)
    unit_price: Decimal | None = None
    discount: Decimal = Decimal(0)
    billing: str = Billing.ONCE
    periods: int = 1


@action
def set_items(
    deal: Deal, lines: list[Line], *, by: Actor, at: datetime | None = None, price_list: PriceList | None = None
) -> Event | None:
    """Replace a deal's line items; the deal's value follows them unless an amount was entered.

    A line without a price takes the price list's, else the product's own, at the day's rate to the deal's currency.
    """
    held = hold(deal, by)
    before = list(DealItem.objects.on(held))
    prices = Prices(held, price_list, [line.product_id for line in lines if line.product_id], by)
    items = [_item(held, line, order, prices) for order, line in enumerate(lines)]
    if described(before) == described(items):
        return None
    _require_countable(items)
    DealItem.objects.on(held).delete()
    DealItem.objects.insert(items)
    said = {"before": described(before), "items": described(items)}
    return change_value(held, by, at, said)


def carry_items(deal: Deal, onto: Deal, *, by: Actor) -> None:
    """Put a deal's line items on another deal, at the same prices."""
    names = ("product_id", "name", "quantity", "unit_price", "discount", "billing", "periods")
    lines = [Line(**{name: getattr(item, name) for name in names}) for item in DealItem.objects.on(deal)]
    if lines:
        set_items(onto, lines, by=by)


def change_value(held: Deal, by: Actor, at: datetime | None, said: dict[str, Any]) -> Event:
    """Let the value follow the items, and record the event even where the value stays."""
    row = change(held, {}, DealItemsSet, by=by, at=at, **said)
    if row is None:
        event = DealItemsSet(deal_id=held.pk, company_id=held.company_id, **said)
        row = record(by, event, at=moment_for(held, at))[0]
    return row


def described(items: list[DealItem]) -> list[dict[str, Any]]:
    """Line items as an event holds them, comparable."""
    return [
        {
            "product_id": item.product_id,
            "name": item.name,
            "quantity": f"{item.quantity.normalize():f}",
            "unit_price": f"{item.unit_price.normalize():f}",
            "discount": f"{item.discount.normalize():f}",
            "billing": str(item.billing),
            "periods": item.periods,
        }
        for item in items
    ]


def _item(deal: Deal, line: Line, order: int, prices: Prices) -> DealItem:
    product = prices.products.get(line.product_id or 0)
    if line.product_id and product is None:
        raise Refused(_("Line %(line)s: this product does not exist.") % {"line": order + 1})
    values = asdict(line)
    if values["unit_price"] is None:
        values["unit_price"] = prices.of(product) if product else Decimal(0)
    values["name"] = line.name.strip() or (product.name if product else "")
    _require_sound(values, order)
    del values["product_id"]
    return DealItem(workspace=deal.workspace, deal=deal, product=product, order=order, **values)


def _require_countable(items: list[DealItem]) -> None:
    """Raise where quantities, prices and periods multiply beyond what a deal can be worth."""
    if sum((item.total for item in items), Decimal(0)) > LARGEST:
        sentence = _("Together these products are worth more than %(largest)s; check quantities and prices.")
        raise Refused(sentence % {"largest": LARGEST})


def _require_sound(values: dict[str, Any], order: int) -> None:
    line = {"line": order + 1}
    if not values["name"]:
        raise Refused(_("Line %(line)s needs a product or a name.") % line)
    if not 0 <= values["discount"] <= 100:
        raise Refused(_("Line %(line)s: a discount is a percentage from 0 to 100.") % line)
    if not 0 < values["quantity"] <= 10**9 or not 0 <= values["unit_price"] <= LARGEST:
        raise Refused(_("Line %(line)s: quantity and price must be positive numbers.") % line)
    if values["billing"] not in Billing.values or not 1 <= values["periods"] <= 1200:
        raise Refused(_("Line %(line)s: choose how often it is paid and for how many periods.") % line)
