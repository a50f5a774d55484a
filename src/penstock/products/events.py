"""What can happen to products and price lists."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from penstock.common.changes import Changes
from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ProductEvent(DomainEvent):
    """The parent of all events of a product; ``changes`` maps a field to its value before and after."""

    kind: ClassVar[str] = "product.*"
    product_id: int
    changes: Changes = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ProductAdded(ProductEvent):
    """There is something new to sell."""

    kind: ClassVar[str] = "product.added"


@dataclass(frozen=True, kw_only=True)
class ProductChanged(ProductEvent):
    """Facts of a product changed."""

    kind: ClassVar[str] = "product.changed"


@dataclass(frozen=True, kw_only=True)
class ProductRetired(ProductEvent):
    """A product is not sold any more; deals that hold it keep it."""

    kind: ClassVar[str] = "product.retired"


@dataclass(frozen=True, kw_only=True)
class ProductReturned(ProductEvent):
    """A retired product is sold again."""

    kind: ClassVar[str] = "product.returned"


@dataclass(frozen=True, kw_only=True)
class PriceListAdded(DomainEvent):
    """There is a new price list."""

    kind: ClassVar[str] = "price_list.added"
    price_list_id: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class PriceSet(DomainEvent):
    """A product has another price in a price list; None means it is not in it."""

    kind: ClassVar[str] = "price.set"
    price_list_id: int
    product_id: int
    before: Decimal | None
    price: Decimal | None
