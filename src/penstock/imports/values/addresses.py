"""Phones and e-mail addresses, of which a cell may hold several."""

import re
from collections.abc import Callable
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from penstock.imports.values.words import clean, is_blank

ADDRESS = re.compile(r"[^\s,;<>\"'()|]+@[^\s,;<>\"'()|]+\.[^\s,;<>\"'()|]+")
EXTENSION = re.compile(r"[\s,]*(?:доб(?:ав(?:очный)?)?\.?|вн(?:утр)?\.?|ext\.?|extension|x|#|分机)\s*(\d{1,7})\s*$", re.IGNORECASE)
SEPARATORS = re.compile(r"[;|\n/]+|,\s*(?=[+(\d])")
LABEL = re.compile(r"^[^\d+(]{0,30}:\s*")
DIGITS = re.compile(r"\D+")


def parse_addresses(text: str) -> list[str]:
    """Every e-mail address in the cell, in lower case, each once."""
    if "@" not in text:
        return []
    return list(dict.fromkeys(match.rstrip(".").lower() for match in ADDRESS.findall(clean(text))))


def phone_parser(region: str) -> Callable[[str], list[str]]:
    """A reader of cells with one or several phones, national ones being of ``region``."""

    @lru_cache(maxsize=4096)
    def one(text: str) -> str:
        return normalised(text, region)

    def parse(text: str) -> list[str]:
        if is_blank(text):
            return []
        pieces = (LABEL.sub("", piece.strip()) for piece in SEPARATORS.split(clean(text)))
        return list(dict.fromkeys(one(piece) for piece in pieces if len(DIGITS.sub("", piece)) >= 3))

    return parse


def normalised(text: str, region: str) -> str:
    """A number as ``+7912…;ext=12`` when it is possible in the region, else as it was written."""
    extension = EXTENSION.search(text)
    number = _parsed(EXTENSION.sub("", text), region)
    if number is None:
        return text.strip()
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{written};ext={extension[1]}" if extension else written


def _parsed(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    """A possible number; in Russia ``8 10 7…`` dials out only to come back, and ``8…`` is ``+7…``."""
    digits = DIGITS.sub("", text)
    if region in ("RU", "KZ") and "+" not in text and digits.startswith("8107"):
        text = "+" + digits[3:]
    elif region in ("RU", "KZ") and "+" not in text and len(digits) == 11 and digits[0] in "78":
        text = "+7" + digits[1:]
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
