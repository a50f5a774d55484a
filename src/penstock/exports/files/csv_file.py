"""CSV: UTF-8 with a mark that spreadsheets know it by; texts are quoted, and none can begin a formula."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from types import NoneType
from typing import Any

from django.utils import timezone

from penstock.exports.files.cells import as_text, in_zone, is_formula_like, is_number
from penstock.exports.table import Export, Plain

PIECE = 200


def csv_pieces(export: Export) -> Iterator[bytes]:
    """The file, some hundred rows at a time."""
    buffer, written = io.StringIO(), _by_type()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    buffer.write("\ufeff")
    writer.writerow([cell(str(column.label)) for column in export.columns])
    for number, row in enumerate(export.rows, start=1):
        writer.writerow([written.get(type(value), _written)(value) for value in row])
        if number % PIECE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _by_type() -> dict[type, Callable[[Any], Plain]]:
    """How the usual kinds of values are written: there are millions, and the reader's time zone is one."""
    zone = timezone.get_current_timezone()
    same = dict.fromkeys((int, float, Decimal), lambda value: value)
    return {**same, str: cell, NoneType: lambda _none: "", datetime: lambda moment: in_zone(moment, zone)}


def _written(value: Plain) -> Plain:
    return value if is_number(value) else cell(as_text(value))


def cell(text: str) -> str:
    """The text; an apostrophe before what a spreadsheet would calculate makes it text there too."""
    return f"'{text}" if is_formula_like(text) else text


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")
