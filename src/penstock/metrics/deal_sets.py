"""Many deals in one question of the copy: few are listed by their ids, of many each has a bit, so that all are meant.

The bits of 1,000,000 deals are 250 kB of a question, where a list of 200,000 is 1.4 MB and takes half as long again.
"""

from array import array
from collections.abc import Iterable

LISTED = """p.deal_id IN (SELECT unnest(from_json('[{ids}]', '["BIGINT"]')))"""
BITS = "CASE WHEN p.deal_id BETWEEN {first} AND {last} THEN {bit} = 1 ELSE FALSE END"
BIT = "get_bit(from_hex('{bits}')::BIT, (p.deal_id - {first})::INTEGER)"

SPARSE = 64
"""Where fewer than one id in so many is meant, a list of them is shorter than the bits."""

WIDEST = 80_000_000
"""Bits of no more ids than these are put into a question: 20 MB."""


class TooMany(Exception):
    """More deals, and further apart, than a question can hold."""


def is_among(ids: Iterable[int]) -> str:
    """The condition that a row's deal is one of these."""
    known = array("q", ids)
    if not known:
        return "FALSE"
    first, last = min(known), max(known)
    span = last - first + 1
    if span > SPARSE * len(known):
        if len(known) * SPARSE > WIDEST:
            raise TooMany
        return LISTED.format(ids=",".join(map(str, known)))
    if span > WIDEST:
        raise TooMany
    return BITS.format(first=first, last=last, bit=BIT.format(bits=_bits(known, first, span), first=first))


def _bits(ids: "array[int]", first: int, span: int) -> str:
    """In hexadecimal digits, the bit of the first id first."""
    bits = bytearray((span + 7) // 8)
    for one in ids:
        place = one - first
        bits[place >> 3] |= 128 >> (place & 7)
    return bits.hex()
