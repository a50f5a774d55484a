"""Time zones by the names that people know them under."""

from functools import cache
from zoneinfo import available_timezones

FOLDED = ("Etc/", "SystemV/", "US/", "posix/", "right/")
"""Aliases and offsets that would only make the list longer."""


@cache
def known_zones() -> frozenset[str]:
    """Every time zone there is."""
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    return name in known_zones()


def zone_choices(kept: str = "") -> list[tuple[str, str]]:
    """Cities by region, UTC first; ``kept`` is offered too when it is an alias."""
    cities = sorted(name for name in known_zones() if "/" in name and not name.startswith(FOLDED))
    names = list(dict.fromkeys(["UTC", *([kept] if is_zone(kept) else []), *cities]))
    return [(name, name.replace("_", " ")) for name in names]
