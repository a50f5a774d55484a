"""Rows of a CSV file as a spreadsheet saves it: each by the names of its columns, in any language of ours."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from penstock.common.errors import Refused

MOST_BYTES, MOST_ROWS = 2_000_000, 5_000
QUOTED = re.compile(r"'(?=\s*[=+\-@\t\r＝＋－＠])")
"""The mark with which an export keeps a spreadsheet from calculating a text."""
PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?", re.ASCII)
Cells = dict[str, str]


class BadRow(NamedTuple):
    """What is wrong with one cell: the line of the file, the column, and why."""

    row: int
    column: str
    why: str


class BadRows(Refused):
    """The file as a whole is refused; ``rows`` are all that is wrong with it."""

    def __init__(self, rows: list[BadRow]) -> None:
        super().__init__(_("Nothing was set, for the file has rows that cannot be meant."))
        self.rows = rows


def cells_of(content: bytes, columns: Mapping[str, Any], needed: Iterable[str]) -> list[tuple[int, Cells]]:
    """The rows by the keys of these columns, each with its line; Refused where it is no such file."""
    text = _text(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise Refused(_("The file is no CSV: %(problem)s.") % {"problem": problem}) from problem
    known = words_for(columns)
    heads = [known.get(name.strip().casefold(), "") for name in rows[0]] if rows else []
    missing = [str(columns[name]) for name in needed if name not in heads]
    if missing:
        words = _("The first row must name the columns; these are missing: %(columns)s.")
        raise Refused(words % {"columns": ", ".join(missing)})
    if len(rows) - 1 > MOST_ROWS:
        raise Refused(_("A file brings %(count)s rows at most.") % {"count": MOST_ROWS})
    found = ((number, dict(zip(heads, map(_unquoted, row), strict=False))) for number, row in enumerate(rows[1:], 2))
    return [(number, cells) for number, cells in found if any(cells.values())]


def words_for(labels: Mapping[Any, Any]) -> dict[str, str]:
    """What something may be called: its key, and its words in each of our languages."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(label).casefold(): str(key) for key, label in labels.items()}
    return found | {str(key).casefold(): str(key) for key in labels}


def by_name(rows: Iterable[tuple[int, str]]) -> dict[str, set[int]]:
    """The ids that a name may mean."""
    found: dict[str, set[int]] = {}
    for pk, name in rows:
        found.setdefault(name.casefold(), set()).add(pk)
    return found


def several(text: str) -> str:
    """The sentence for a name that is not clear."""
    return _("There are several called “%(text)s”; write the e-mail of the one you mean.") % {"text": text}


def nobody(text: str) -> str:
    """The sentence for a name that nobody has."""
    return _("There is no “%(text)s” here.") % {"text": text}


def decimal(text: str) -> Decimal | None:
    """An amount as people write it, without guessing: 1200, 1 200,50 and 1200.5, but not 1,200."""
    plain = "".join(text.split())
    if not PLAIN.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", "."))


def no_amount(text: str) -> str:
    """The sentence for what is no amount."""
    return _("“%(text)s” is not an amount; write it as 1200 or 1200.50.") % {"text": text}


def no_currency(text: str) -> str:
    """The sentence for what is no currency."""
    return _("“%(text)s” is not a currency such as EUR.") % {"text": text}


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is too large."))
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("The file is not text in UTF-8: save it from the spreadsheet as “CSV UTF-8”.")) from None
    if "\x00" in text:
        raise Refused(_("The file is no CSV: save it from the spreadsheet as “CSV UTF-8”."))
    return text


def _unquoted(text: str) -> str:
    return QUOTED.sub("", text.strip(), count=1) if text.startswith("'") else text.strip()
