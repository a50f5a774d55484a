"""Many ids in a question of the copy: a few are listed, of many each has a bit, so that all of them can be meant.

Neither joins anything. A list of more than five behind IN becomes a join by hash wherever the engine takes the
condition to, in some questions dozens of times: 26 readers took all of the memory that it has. The bits of 1,000,000
deals are 250 kB of a question, and looking up a row's costs the same however many are meant.
"""

from array import array
from collections.abc import Iterable

FEW = 20
LISTED = "list_contains([{ids}]::BIGINT[], {column})"
BITS = "CASE WHEN {column} BETWEEN {first} AND {last} THEN {bit} = 1 ELSE FALSE END"
BIT = "get_bit(from_hex('{bits}')::BIT, ({column} - {first})::INTEGER)"
JOINED = """{column} IN (SELECT unnest(from_json('[{ids}]', '["BIGINT"]')))"""

WIDEST = 16_000_000
"""From the first to the last there may be so many ids for each to have a bit: 2 MB."""

MOST = 200_000
"""So many that are further apart are listed."""


class TooMany(Exception):
    """More ids, and further apart, than a question can hold."""


def is_among(ids: Iterable[int], column: str) -> str:
    """The condition that a column holds one of these ids; it is false where it holds nothing."""
    known = array("q", ids)
    if not known:
        return "FALSE"
    if len(known) <= FEW:
        return f"coalesce({LISTED.format(ids=_listed(known), column=column)}, FALSE)"
    first, last = min(known), max(known)
    if last - first < WIDEST:
        bit = BIT.format(bits=_bits(known, first, last), column=column, first=first)
        return BITS.format(column=column, first=first, last=last, bit=bit)
    if len(known) > MOST:
        raise TooMany
    return JOINED.format(ids=_listed(known), column=column)


def _listed(ids: Iterable[int]) -> str:
    return ",".join(map(str, ids))


def _bits(ids: Iterable[int], first: int, last: int) -> str:
    """In hexadecimal digits, the bit of the first id first."""
    bits = bytearray((last - first) // 8 + 1)
    for one in ids:
        place = one - first
        bits[place >> 3] |= 128 >> (place & 7)
    return bits.hex()
