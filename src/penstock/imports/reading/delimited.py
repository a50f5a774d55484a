"""Delimited text: CSV in any delimiter and encoding, read as a stream."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from penstock.imports.reading.encoding import encoding_of
from penstock.imports.reading.table import Table, Unreadable, table_of

DELIMITERS = ",;\t|"
SAMPLE_BYTES = 1 << 20
LARGEST_CELL = 1 << 24
DECLARED = re.compile(r"^\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)

csv.field_size_limit(LARGEST_CELL)


def delimited_table(name: str, source: str, reopen: Callable[[], BinaryIO]) -> Table | None:
    """The table in a text file; ``reopen`` gives its bytes from the beginning each time."""
    with reopen() as stream:
        sample = stream.read(SAMPLE_BYTES)
        whole = len(sample) < SAMPLE_BYTES
    if not sample.strip(b"\x00 \r\n\t\xff\xfe\xef\xbb\xbf"):
        raise Unreadable(_("%(file)s is empty: there is no row in it.") % {"file": source})
    if looks_binary(sample):
        raise Unreadable(_("%(file)s is not a table: bring CSV, an XLSX workbook or a ZIP of them.") % {"file": source})
    encoding = encoding_of(sample, whole=whole)
    text = sample.decode(encoding, errors="replace")
    declared = DECLARED.match(text)
    delimiter = declared[1] if declared else delimiter_of(text[declared.end() if declared else 0 :], whole=whole)

    def rows() -> Iterator[list[str]]:
        yield from _rows(source, reopen, encoding, delimiter, skip_first=bool(declared))

    return table_of(name, source, rows, dialect=f"{encoding} {delimiter!r}")


def looks_binary(sample: bytes) -> bool:
    """Whether the bytes are no text in any of the encodings: control signs, and not the zeros of UTF-16."""
    if encoding_of(sample[:4000], whole=False).startswith("utf-16"):
        return False
    head = sample[:4000]
    return sum(1 for byte in head if byte < 9 or 13 < byte < 27) > len(head) * 0.05


def delimiter_of(text: str, *, whole: bool = True) -> str:
    """The delimiter that cuts the first rows most evenly into most columns."""
    if not whole:
        text = text[: text.rfind("\n")]
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """The share of rows of the usual width, when there is more than one column, and that width."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 200))
    except csv.Error:
        return 0.0, 0
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
    share = count / sum(widths.values())
    return (round(share, 1) if width > 1 else 0.0), width


def _rows(
    source: str, reopen: Callable[[], BinaryIO], encoding: str, delimiter: str, *, skip_first: bool
) -> Iterator[list[str]]:
    """Rows of cells; a sign that the encoding does not know becomes � rather than costing the file."""
    number = 0
    with reopen() as stream, io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="") as text:
        lines = (line.replace("\x00", "") if "\x00" in line else line for line in text)
        if skip_first:
            next(lines, None)
        try:
            for row in csv.reader(lines, delimiter=delimiter):
                number += 1
                yield row
        except csv.Error as problem:
            raise Unreadable(
                _(
                    "%(file)s cannot be read after row %(row)d (%(problem)s): a quotation mark is probably opened and "
                    "not closed there. Correct the row, or save the file again from a spreadsheet."
                )
                % {"file": source, "row": number, "problem": problem}
            ) from problem
