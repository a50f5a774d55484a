"""Currencies and regions that exist, with their names in the reader's language."""

from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_territory_currencies
from django.utils.translation import get_language, to_locale


@cache
def known_currencies() -> frozenset[str]:
    """The codes of the currencies in use somewhere in the world."""
    territories = (str(code) for code in Locale.parse("en").territories)
    lists = (get_territory_currencies(code) for code in territories if len(code) == 2)
    return frozenset(str(code) for codes in lists for code in codes)


def is_currency(code: str) -> bool:
    """Whether money in this currency exists."""
    return code in known_currencies()


def currency_choices() -> list[tuple[str, str]]:
    """Codes with names in the reader's language, by code."""
    names = _locale().currencies
    return [(code, f"{code} · {names.get(code, code)}") for code in sorted(known_currencies())]


def region_choices() -> list[tuple[str, str]]:
    """Countries and regions by name: a region says how phone numbers without a country are read."""
    names = ((code, name) for code, name in _locale().territories.items() if len(code) == 2 and code.isalpha())
    return sorted(((code, name) for code, name in names if code != "ZZ"), key=lambda pair: pair[1])


def month_choices() -> list[tuple[str, str]]:
    """The months of a year, in the reader's words."""
    return [(str(month), name) for month, name in sorted(_locale().months["stand-alone"]["wide"].items())]


def rebased(rates: dict[str, dict[date, Decimal]], old: str, new: str) -> dict[str, dict[date, Decimal]]:
    """Rates against the old base as rates against the new: on each day that any changed, one divided by the other."""
    days = sorted({day for history in rates.values() for day in history})
    told: dict[str, dict[date, Decimal]] = {}
    for day in days:
        worth = {code: rate for code, history in rates.items() if (rate := _newest(history, day)) is not None}
        if new not in worth:
            continue
        for code, rate in {**worth, old: Decimal(1)}.items():
            if code != new:
                told.setdefault(code, {})[day] = rate / worth[new]
    return told


def _newest(history: dict[date, Decimal], day: date) -> Decimal | None:
    known = [on for on in history if on <= day]
    return history[max(known)] if known else None


def _locale() -> Locale:
    return Locale.parse(to_locale(get_language() or "en"))
