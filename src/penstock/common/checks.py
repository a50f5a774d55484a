"""What may stand in a plain fact: text, whole numbers, amounts, currencies and links, each refusal a sentence."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.common.money import LARGEST, rounded

CURRENCY = re.compile(r"[A-Z]{3}\Z")
Check = Callable[[Any], Any]


def check_all(facts: dict[str, Any], checks: dict[str, Check]) -> dict[str, Any]:
    """The facts in the form they are kept in; raises Refused with a sentence at each field that cannot be."""
    problems: dict[str, str] = {}
    checked: dict[str, Any] = {}
    for name, value in facts.items():
        try:
            checked[name] = checks[name](value)
        except Refused as problem:
            problems |= problem.fields or {name: problem.message}
    if problems:
        raise Refused(" ".join(dict.fromkeys(problems.values())), fields=problems)
    return checked


def required_name(value: Any) -> str:
    """A name in one line."""
    name = line(300)(value)
    if not name:
        raise Refused(_("Write a name."))
    return name


def line(longest: int) -> Check:
    """A text in one line, cut where it is too long to keep."""

    def check(value: Any) -> str:
        return " ".join(plain(value).split())[:longest]

    return check


def plain(value: Any) -> str:
    """A text without the one character that no database keeps."""
    return str(value if value is not None else "").replace("\x00", "").strip()


def whole(smallest: int, largest: int) -> Check:
    """A whole number within bounds, or None."""

    def check(value: Any) -> int | None:
        if value is None or value == "":
            return None
        if not smallest <= int(value) <= largest:
            raise Refused(_("Write a whole number from %(least)d to %(most)d.") % {"least": smallest, "most": largest})
        return int(value)

    return check


def amount(value: Any) -> Decimal | None:
    """An amount of money that is not negative, in whole cents, or None."""
    if value is None or value == "":
        return None
    try:
        number = Decimal(value)
        money = rounded(number) if number.is_finite() else Decimal(-1)
    except InvalidOperation:
        money = Decimal(-1)
    if not 0 <= money <= LARGEST:
        raise Refused(_("An amount is a number from 0 to %(largest)s.") % {"largest": LARGEST})
    return money


def currency(value: Any) -> str:
    """A currency's code."""
    code = str(value).strip().upper()
    if not CURRENCY.match(code):
        raise Refused(_("A currency is written in three letters, such as USD."))
    return code


def web_address(value: Any) -> str:
    """An address of the web, with or without its scheme; schemes that run code are refused."""
    text = line(300)(value)
    if text and not safe_link(text):
        raise Refused(_("“%(address)s” is not an address of the web, such as example.com.") % {"address": text})
    return text


def safe_link(text: str) -> str:
    """The address as a link that cannot run code, or an empty string."""
    if not text or any(letter.isspace() for letter in text):
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return ""
    named = bool(parts.hostname) and "." in str(parts.hostname)
    return parts.geturl() if parts.scheme in ("http", "https") and named and port_is_sound else ""
