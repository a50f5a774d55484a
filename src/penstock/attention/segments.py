"""Segments of deals that may have a norm of their own: the deal's type, and its size among won deals."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from penstock.attention.norms import size_of

TYPE, SIZE = "type", "size"
Sizes = Mapping[str, list[float]]
"""Where sizes part, by currency: no exchange rate makes a deal larger overnight."""


def segments_of(type_: str, value: Decimal, currency: str, sizes: Sizes) -> Iterator[str]:
    """The segments that a deal belongs to, the one that says most about its pace first."""
    if currency in sizes and value:
        yield f"{SIZE}:{currency}:{size_of(float(value), sizes[currency])}"
    if type_:
        yield f"{TYPE}:{type_}"


def kind_of(segment: str) -> str:
    """``size``, ``type``, or empty for all deals."""
    return segment.partition(":")[0]
