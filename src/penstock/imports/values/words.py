"""Words: text in composed form, and the many ways in which systems write that there is nothing."""

import unicodedata

BLANK = frozenset(
    {"", "-", "—", "–", "--", "none", "-none-", "--none--", "null", "nil", "nan", "n/a", "#n/a", "undefined", "select"}
    | {"не указано", "не указан", "не указана", "не выбрано", "не задано", "нет данных", "(не указано)", "пусто"}
    | {"无", "暂无", "未填写", "未知", "空"}
)
"""Case-folded cells that mean nothing; ``Select`` is an untouched menu, as x-education's forms leave it."""


class Unparsable(ValueError):
    """A cell cannot be read as what its column holds; the message is a sentence without the place."""


def clean(text: str) -> str:
    """Text without surrounding space, letters composed (``и`` with a breve becomes ``й``), no-break spaces plain."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\xa0", " ").replace("\u202f", " ").replace("\ufeff", "")
    return text.strip()


def is_blank(text: str) -> bool:
    """Whether the cell says that there is nothing."""
    return not text or text.isspace() or (len(text) < 16 and text.strip().casefold() in BLANK)


def parse_text(text: str) -> str | None:
    """Cleaned text, or None for a blank."""
    return None if is_blank(text) else clean(text)


def parse_identifier(text: str) -> str | None:
    """An id as text, exactly as written but for ``.0``, which spreadsheets add, and a zero, which means no id."""
    cleaned = clean(text)
    if cleaned.endswith(".0") and cleaned[:-2].isdigit():
        cleaned = cleaned[:-2]
    return None if cleaned == "0" or is_blank(cleaned) else cleaned


def parse_identifiers(text: str) -> list[str]:
    """Several ids in one cell, as HubSpot joins them."""
    found = (parse_identifier(part) for part in text.replace(",", ";").split(";"))
    return [identifier for identifier in found if identifier]


def parse_tags(text: str) -> list[str]:
    """Several words in one cell, by comma or semicolon."""
    return [clean(part) for part in text.replace(";", ",").split(",") if not is_blank(part)]
