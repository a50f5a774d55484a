"""Change facts of a product."""

from typing import Any

from penstock.common.actions import action
from penstock.common.changes import merged
from penstock.journal.models import Event
from penstock.products.changing import change, hold
from penstock.products.checks import checked_facts
from penstock.products.events import ProductChanged
from penstock.products.models import Product
from penstock.workspaces.actor import Actor


@action
def change_product(product: Product, *, by: Actor, **facts: Any) -> Event | None:
    """Set facts (``checks.PLAIN``); ``custom`` is merged key by key. None when all is already so."""
    held = hold(product, by)
    checked = checked_facts(facts, by, held)
    if "custom" in checked:
        checked["custom"] = merged(held.custom, checked["custom"])
    return change(held, checked, ProductChanged, by=by)
