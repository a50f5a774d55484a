"""JSON: an array of objects, keyed by the columns' names for programs."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from penstock.exports.table import Export


def json_pieces(export: Export) -> Iterator[bytes]:
    """The file, a row at a time."""
    keys = [column.key for column in export.columns]
    before = "[\n"
    for row in export.rows:
        yield (before + json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False, default=_plain)).encode()
        before = ",\n"
    yield b"\n]\n" if before == ",\n" else b"[]\n"


def _plain(value: Any) -> Any:
    """Amounts as text, so that no cent is lost; days and moments in ISO form."""
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat()
