"""Requisites of companies and their checksums; a wrong one is kept and flagged, never refused.

INN: order MMB-3-6/12 of the Federal Tax Service; KPP: order MMV-7-6/435; USCC: GB 32100-2015 with GB/T 17710 modulo 31.
"""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

INN_TEN = (2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_ELEVENTH = (7, *INN_TEN)
INN_TWELFTH = (3, *INN_ELEVENTH)
KPP = re.compile(r"\d{4}[\dA-Z]{2}\d{3}\Z")
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC = re.compile(rf"[{USCC_SIGNS}]{{18}}\Z")


def is_inn(text: str) -> bool:
    """Whether a Russian tax number of a company (10 digits) or a person (12 digits) has the right check digits."""
    if not text.isascii() or not text.isdigit():
        return False
    if len(text) == 10:
        return _inn_digit(text, INN_TEN) == text[9]
    return len(text) == 12 and (_inn_digit(text, INN_ELEVENTH) + _inn_digit(text, INN_TWELFTH)) == text[10:]


def is_kpp(text: str) -> bool:
    """Whether a Russian code of the reason of registration has the right form; it carries no check digit."""
    return bool(KPP.match(text))


def is_uscc(text: str) -> bool:
    """Whether a Chinese unified social credit code has the right check character."""
    if not USCC.match(text):
        return False
    total = sum(USCC_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(text[:17]))
    return USCC_SIGNS[-total % 31] == text[17]


def requisite_warnings(inn: str, kpp: str, uscc: str) -> dict[str, str]:
    """A sentence for each filled requisite that is wrong, by field."""
    filled = {"inn": inn, "kpp": kpp, "uscc": uscc}
    return {name: say() for name, (is_right, say) in RULES.items() if filled[name] and not is_right(filled[name])}


def _inn_digit(text: str, weights: tuple[int, ...]) -> str:
    return str(sum(weight * int(digit) for weight, digit in zip(weights, text, strict=False)) % 11 % 10)


RULES: dict[str, tuple[Callable[[str], bool], Callable[[], str]]] = {
    "inn": (is_inn, lambda: _("The check digits of this INN are wrong.")),
    "kpp": (is_kpp, lambda: _("A KPP has nine characters, such as 770501001.")),
    "uscc": (is_uscc, lambda: _("The check character of this credit code is wrong.")),
}
