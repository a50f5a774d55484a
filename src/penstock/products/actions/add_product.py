"""Add a product."""

from typing import Any

from penstock.common.actions import action
from penstock.common.changes import merged
from penstock.journal.recording import record
from penstock.products.checks import checked_facts, require_settings
from penstock.products.events import ProductAdded
from penstock.products.models import Product
from penstock.workspaces.actor import Actor


@action
def add_product(name: str, *, by: Actor, **facts: Any) -> Product:
    """A new product; its price is in the workspace's currency unless told."""
    require_settings(by)
    checked = checked_facts({"currency": by.workspace.currency, **facts, "name": name}, by)
    checked["custom"] = merged({}, checked.get("custom", {}))
    product = Product(workspace=by.workspace, **checked)
    product.save()
    record(by, ProductAdded(product_id=product.pk))
    return product
