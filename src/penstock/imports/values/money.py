"""Money and numbers: amounts as people and systems write them, exact, with the currency where the cell names it.

``1,117.10`` and ``1.117,10`` differ only in custom: the last mark that is followed by other than three digits, or the
second kind of mark in one number, is the decimal point. Where a column leaves it open, ``1,500`` is fifteen hundred.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from penstock.imports.values.currencies import CODES, SCALES, SIGNS, WORDS
from penstock.imports.values.words import Unparsable, clean, is_blank

PLAIN = re.compile(r"^-?\d+(?:\.\d+)?$")
PARTS = re.compile(r"^(?P<before>[^\d\-+(.,]*)(?P<number>[-+(]?[^\d\w]*\d[\d\s.,'’]*)\)?(?P<after>.*)$")
COMMA_PROVED = re.compile(r"\.\d{3},|\d,\d{1,2}(?!\d)")
POINT_PROVED = re.compile(r",\d{3}\.|\d\.\d{1,2}(?![\d.])")
PERCENT = re.compile(r"^\s*([-+]?[\d.,\s]+)\s*[%％]?\s*$")


def parse_number(text: str, *, comma: bool = False) -> Decimal | None:
    """An exact number without its currency; None for a blank."""
    return parse_money(text, comma=comma)[0]


def parse_money(text: str, *, comma: bool = False) -> tuple[Decimal | None, str | None]:
    """An exact amount and the currency that the cell names; ``comma`` says that the decimal mark is a comma."""
    if not comma and PLAIN.match(text):
        return Decimal(text), None
    if is_blank(text):
        return None, None
    cleaned = clean(text)
    match = PARTS.match(cleaned)
    words = _words(match) if match else None
    if match is None or words is None:
        raise Unparsable(_("“%(value)s” is not an amount") % {"value": text[:40]})
    scale, currency = words
    negative = cleaned.startswith(("-", "(")) or "-" in match["before"] + match["number"]
    return _number(match["number"], text, negative=negative, comma=comma) * scale, currency


def _words(match: re.Match[str]) -> tuple[int, str | None] | None:
    """The scale and currency around the number; None when a word there is neither."""
    scale, currency = 1, None
    after = re.sub(r"([万亿千])(?=\S)", r"\1 ", match["after"])
    for word in (match["before"] + " " + after).replace("-", " ").split():
        known = _currency(word)
        if word.casefold() in SCALES:
            scale *= SCALES[word.casefold()]
        elif known:
            currency = known
        elif word[0].casefold() in SCALES and _currency(word[1:]):
            scale, currency = scale * SCALES[word[0].casefold()], _currency(word[1:])
        else:
            return None
    return scale, currency


def _currency(word: str) -> str | None:
    return SIGNS.get(word.casefold()) or (word.upper() if word.upper() in CODES else None)


def _number(text: str, original: str, *, negative: bool, comma: bool = False) -> Decimal:
    digits = re.sub(r"[^\d.,]", "", text)
    try:
        amount = Decimal(digits.replace(".", "").replace(",", ".") if comma else plain_digits(digits))
    except InvalidOperation as problem:
        raise Unparsable(_("“%(value)s” is not an amount") % {"value": original[:40]}) from problem
    return -amount if negative else amount


def plain_digits(text: str) -> str:
    """Digits with at most one point, from digits with marks of thousands and of decimals."""
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        thousands = "," if point > comma else "."
        return text.replace(thousands, "").replace(",", ".")
    mark = "." if point >= 0 else ","
    pieces = text.split(mark)
    if len(pieces) > 2 or (mark == "," and len(pieces) == 2 and len(pieces[1]) == 3 and pieces[0] not in ("", "0")):
        return "".join(pieces)
    return text.replace(",", ".")


def currency_in(header: str) -> str | None:
    """The currency that a header names (``Amount USD``, ``金额(元)``), for the bare amounts beneath."""
    words = re.split(r"[\s,;:()（）\[\]_-]+", clean(header))
    codes = (SIGNS.get(word.casefold()) or (word if word in CODES else None) for word in words)
    return next((code for code in codes if code), None)


def uses_decimal_comma(values: Iterable[str]) -> bool:
    """Whether a column writes ``1.234,50``: some values prove the comma, none proves the point."""
    kept = [clean(text) for text in values]
    return any(map(COMMA_PROVED.search, kept)) and not any(map(POINT_PROVED.search, kept))


def parse_percent(text: str) -> Decimal | None:
    """A share in hundredths: ``40``, ``40 %`` and ``40,5%``."""
    if is_blank(text):
        return None
    match = PERCENT.match(clean(text))
    if not match:
        raise Unparsable(_("“%(value)s” is not a percentage") % {"value": text[:40]})
    return _number(match[1], text, negative="-" in match[1])


def are_shares(values: Iterable[str]) -> bool:
    """Whether a column of percentages is written as shares: nothing in it is above one, and something is in between."""
    told = [Decimal(text.strip()) for text in values if PLAIN.match(text.strip())]
    return bool(told) and max(told) <= 1 and any(0 < share < 1 for share in told)


def parse_share(text: str) -> Decimal | None:
    """A share of one in hundredths: ``0.4`` is 40."""
    share = parse_percent(text)
    return None if share is None else share * 100


def currency_code(text: str) -> str | None:
    """The three letters of a currency column's cell, from a code, a sign or a word."""
    if is_blank(text):
        return None
    cleaned = clean(text)
    known = _currency(cleaned) or WORDS.get(cleaned.casefold()[:4])
    if not known:
        raise Unparsable(_("“%(value)s” is not a currency: use its three letters, as in EUR") % {"value": text[:40]})
    return known
