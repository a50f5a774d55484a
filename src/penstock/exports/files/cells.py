"""How a value stands in a cell, and which texts a spreadsheet could take for a formula."""

import re
from datetime import datetime, tzinfo
from decimal import Decimal

from django.utils import timezone

from penstock.exports.table import Plain

# What a spreadsheet reads as the beginning of a formula, in ASCII and full width; marks that it skips may stand before.
FORMULA = re.compile(r"^[\s\u200b-\u200f\u2060\ufeff\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might calculate the text instead of showing it."""
    # Most begin with a letter or a digit, and no formula does.
    return not text[:1].isalnum() and bool(FORMULA.match(text))


def as_text(value: Plain) -> str:
    """A value as a person reads it: days in ISO form, moments in the reader's time zone, amounts in full."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return in_zone(value, timezone.get_current_timezone())
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def in_zone(moment: datetime, zone: tzinfo) -> str:
    """A moment on the wall clock of a zone, to the second."""
    return moment.astimezone(zone).isoformat(" ", "seconds")[:19]


def is_number(value: Plain) -> bool:
    """Whether the value is a figure, which no spreadsheet takes for a formula."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
