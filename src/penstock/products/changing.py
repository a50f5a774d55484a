"""How a product changes: lock it, set facts, record the event."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.changes import set_facts
from penstock.common.errors import NotPermitted
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.products.checks import require_settings
from penstock.products.events import ProductEvent
from penstock.products.models import Product
from penstock.workspaces.actor import Actor


def hold(product: Product, by: Actor) -> Product:
    """The product as it is now, locked for this transaction; raises unless the actor may change it."""
    require_settings(by)
    held = Product.objects.of(by).select_for_update(of=("self",)).filter(pk=product.pk).first()
    if held is None:
        raise NotPermitted(_("This product does not exist."))
    return held


def change(product: Product, facts: dict[str, Any], event: Callable[..., ProductEvent], *, by: Actor) -> Event | None:
    """Set facts of a held product; returns the event, or None when all was already so."""
    changes = set_facts(product, facts)
    return record(by, event(product_id=product.pk, changes=changes))[0] if changes else None
