"""Write many products at once: the import's form of add."""

from dataclasses import dataclass, field
from typing import Any

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import required_name
from penstock.journal.recording import record_dated
from penstock.products.checks import kept, require_settings
from penstock.products.events import ProductAdded
from penstock.products.models import Product
from penstock.workspaces.actor import Actor


@dataclass
class NewProduct:
    """A product as another system tells it: its facts by field of the model."""

    name: str
    facts: dict[str, Any] = field(default_factory=dict)


@action
def ingest_products(news: list[NewProduct], *, by: Actor) -> list[Product]:
    """Write products; returns one for each given, in order. A name that exists is the product that has it."""
    require_settings(by)
    names = [required_name(new.name) for new in news]
    known = {product.name: product for product in Product.objects.of(by).filter(name__in=names)}
    fresh: dict[str, Product] = {}
    for name, new in zip(names, news, strict=True):
        if name not in known and name not in fresh:
            fresh[name] = _product(name, new, by)
    added = Product.objects.insert(list(fresh.values()))
    now = clock.now()
    record_dated(by, [(ProductAdded(product_id=product.pk), now) for product in added])
    return [known.get(name) or fresh[name] for name in names]


def _product(name: str, new: NewProduct, by: Actor) -> Product:
    facts = kept(new.facts)
    return Product(workspace_id=by.workspace_id, **{"currency": by.workspace.currency, **facts, "name": name})
