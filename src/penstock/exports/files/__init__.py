"""The formats of files: each writes an export piece by piece."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from penstock.exports.files.csv_file import csv_pieces
from penstock.exports.files.json_file import json_pieces
from penstock.exports.files.xlsx_file import workbook_pieces, xlsx_pieces
from penstock.exports.table import Export


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is called, what it is, and what writes it."""

    key: str
    content_type: str
    pieces: Callable[[Export], Iterator[bytes]]


FORMATS = {
    one.key: one
    for one in (
        Format("csv", "text/csv; charset=utf-8", csv_pieces),
        Format("json", "application/json", json_pieces),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_pieces),
    )
}

__all__ = ["FORMATS", "Format", "workbook_pieces"]
