"""Set a product's price in a price list."""

from decimal import Decimal

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.checks import amount, check_all
from penstock.common.errors import NotPermitted
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.products.changing import hold
from penstock.products.events import PriceSet
from penstock.products.models import Price, PriceList, Product
from penstock.workspaces.actor import Actor


@action
def set_price(price_list: PriceList, product: Product, unit_price: Decimal | None, *, by: Actor) -> Event | None:
    """The product's price in the list's currency; None takes it out of the list. None when it is already so."""
    held = hold(product, by)
    if not PriceList.objects.of(by).filter(pk=price_list.pk).exists():
        raise NotPermitted(_("This price list does not exist."))
    wanted = check_all({"unit_price": unit_price}, {"unit_price": amount})["unit_price"]
    present = Price.objects.on(held).filter(price_list=price_list)
    before = present.values_list("unit_price", flat=True).first()
    if before == wanted:
        return None
    present.delete()
    if wanted is not None:
        Price(workspace=by.workspace, price_list=price_list, product=held, unit_price=wanted).save()
    event = PriceSet(price_list_id=price_list.pk, product_id=held.pk, before=before, price=wanted)
    return record(by, event)[0]
