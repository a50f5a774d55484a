"""Durations: seconds from a count or from ``hh:mm:ss``."""

import re

from django.utils.translation import gettext as _

from penstock.imports.values.money import parse_number
from penstock.imports.values.words import Unparsable, clean, is_blank

CLOCK = re.compile(r"^(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?$")


def parse_seconds(text: str) -> int | None:
    """Whole seconds; a bare number is already in seconds."""
    if is_blank(text):
        return None
    match = CLOCK.match(clean(text))
    if match:
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    number = parse_number(text)
    if number is None or number < 0:
        raise Unparsable(_("“%(value)s” is not a duration") % {"value": text[:40]})
    return int(number)
