"""Stop selling a product, and sell it again."""

from penstock.common import clock
from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.products.changing import change, hold
from penstock.products.events import ProductRetired, ProductReturned
from penstock.products.models import Product
from penstock.workspaces.actor import Actor


@action
def retire_product(product: Product, *, by: Actor) -> Event | None:
    """Take a product out of what can be chosen; deals that hold it keep it. None when it is already so."""
    held = hold(product, by)
    return change(held, {"retired_at": held.retired_at or clock.now()}, ProductRetired, by=by)


@action
def return_product(product: Product, *, by: Actor) -> Event | None:
    """Let a retired product be chosen again; None when it can be already."""
    return change(hold(product, by), {"retired_at": None}, ProductReturned, by=by)
