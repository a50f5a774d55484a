"""Segments of deals that may have a norm of their own: the product, the size among won deals, and the deal's type."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from penstock.attention.norms import size_of

TYPE, SIZE, PRODUCT = "type", "size", "product"
Sizes = Mapping[str, list[float]]
"""Where sizes part, by currency: no exchange rate makes a deal larger overnight."""


def segments_of(type_: str, value: Decimal, currency: str, sizes: Sizes, product: int | None = None) -> Iterator[str]:
    """The segments that a deal belongs to, the one that says most about its pace first; see ``products``."""
    if product is not None:
        yield f"{PRODUCT}:{product}"
    if currency in sizes and value:
        yield f"{SIZE}:{currency}:{size_of(float(value), sizes[currency])}"
    if type_:
        yield f"{TYPE}:{type_}"


def kind_of(segment: str) -> str:
    """``product``, ``size``, ``type``, or empty for all deals."""
    return segment.partition(":")[0]
