"""Phones in normal form: as people write them in a region, to E.164 with the extension apart."""

import re
from dataclasses import dataclass
from unicodedata import decimal

import phonenumbers

EXTENSION = re.compile(
    r"[\s,;(]*(?:доб(?:авочный)?|вн(?:утр)?|ext(?:ension)?|x|转|分机)[.:#\s]*(\d{1,8})\)?\s*\Z", re.IGNORECASE
)
LONG_DISTANCE = {"RU": re.compile(r"\A8\W*10\W*(?=7)"), "KZ": re.compile(r"\A8\W*10\W*(?=7)")}
"""The Russian and Kazakh way abroad (8-10) before a number of one's own country."""


@dataclass(frozen=True)
class Phone:
    """A number to compare (``normal``), its extension, and whether such a number can exist."""

    normal: str
    extension: str = ""
    is_valid: bool = False


def read_phone(text: str, region: str) -> Phone:
    """The number that the text means in the region; what is no number keeps its digits."""
    body, extension = _apart(text.strip())
    prefix = LONG_DISTANCE.get(region)
    body = prefix.sub("+", body) if prefix else body
    try:
        number = phonenumbers.parse(body, region)
    except phonenumbers.NumberParseException:
        return Phone(digits(body), extension)
    if not phonenumbers.is_possible_number(number):
        return Phone(digits(body), extension or number.extension or "")
    normal = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(normal, extension or number.extension or "", phonenumbers.is_valid_number(number))


def shown_phone(normal: str) -> str:
    """A normal number as it is read, in groups; anything else as it is."""
    try:
        number = phonenumbers.parse(normal)
    except phonenumbers.NumberParseException:
        return normal
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def digits(text: str) -> str:
    """The digits of a text, in order."""
    return "".join(str(decimal(letter)) for letter in text if letter.isdecimal())


def _apart(text: str) -> tuple[str, str]:
    found = EXTENSION.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")
