"""XLSX, written as it is sent: texts are inline and typed, so a spreadsheet never calculates them."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain, count, islice
from typing import IO
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

from penstock.exports.files.cells import UNWRITABLE, as_text, is_formula_like, is_number
from penstock.exports.table import Export, Plain

ROWS_IN_SHEET = 1_048_575
LONGEST = 32_767
PIECE = 200
UNNAMEABLE = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 8, 60
"""Of columns, in letters."""

EPOCH = date(1899, 12, 30)
HEAD, TEXT, DAY, MOMENT = 1, 2, 3, 4
"""Styles: a bold head, a text that stays one when it is edited, a day, a day with its time."""

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FROZEN_HEAD = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
    "</sheetView></sheetViews>"
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'<styleSheet {NAMESPACE}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
    '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/>'
    '<xf fontId="1" applyFont="1"/><xf quotePrefix="1"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


class _Sink(io.RawIOBase):
    """Takes what the archive writes and gives it away piece by piece; it cannot be rewound, like the network."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def xlsx_pieces(export: Export) -> Iterator[bytes]:
    """The file, some hundred rows at a time; beyond a sheet's end the rows go on in the next."""
    return workbook_pieces([export])


def workbook_pieces(exports: Sequence[Export]) -> Iterator[bytes]:
    """A file with several tables, each in a sheet of its own, or in several where it is that long."""
    sink, names = _Sink(), list[str]()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for export in exports:
            rows, is_first = iter(export.rows), True
            while (first := next(rows, None)) is not None or is_first:
                is_first = False
                names.append(sheet_name(str(export.label), names))
                ahead = chain([] if first is None else [first], islice(rows, ROWS_IN_SHEET - 1))
                with archive.open(f"xl/worksheets/sheet{len(names)}.xml", "w", force_zip64=True) as sheet:
                    for _piece in _sheet(sheet, export, ahead):
                        yield sink.taken()
        _frame(archive, names)
    yield sink.taken()


def sheet_name(name: str, taken: Sequence[str]) -> str:
    """A name that a sheet may have: short, without the signs of addresses, and once only whatever its case."""
    plain = UNNAMEABLE.sub(" ", UNWRITABLE.sub("", name)).strip(" '") or "1"
    known = {one.lower() for one in taken}
    numbered = (plain[:31] if number == 1 else f"{plain[:28]} {number}" for number in count(1))
    return next(one for one in numbered if one.lower() not in known)


def _sheet(sheet: IO[bytes], export: Export, rows: Iterator[list[Plain]]) -> Iterator[None]:
    heads, first = [str(column.label) for column in export.columns], list(islice(rows, PIECE))
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{wide}" customWidth="1"/>'
        for place, wide in enumerate(widths(heads, first), start=1)
    )
    listed = f"<cols>{columns}</cols>" if columns else ""
    sheet.write(f"{DECLARATION}<worksheet {NAMESPACE}>{FROZEN_HEAD}{listed}<sheetData>".encode())
    sheet.write(f"<row>{''.join(_text(head, HEAD) for head in heads)}</row>".encode())
    for number, row in enumerate(chain(first, rows), start=1):
        sheet.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
        if number % PIECE == 0:
            yield
    sheet.write(b"</sheetData></worksheet>")
    yield


def widths(heads: Sequence[str], rows: Sequence[Sequence[Plain]]) -> list[int]:
    """How wide the columns are, in letters: as the head and the first rows want it, within reason."""
    wanted = [_letters(head) + 2 for head in heads]
    for row in rows:
        for place, value in enumerate(row[: len(wanted)]):
            wanted[place] = max(wanted[place], _room(value) + 2)
    return [min(max(wide, NARROWEST), WIDEST) for wide in wanted]


def _room(value: Plain) -> int:
    """How many letters a value takes: numbers are shown with as many digits as there is room for."""
    if isinstance(value, date):
        return 16 if isinstance(value, datetime) else 10
    if is_number(value):
        return min(len(str(value)), 12)
    return 0 if value is None else _letters(as_text(value)[:WIDEST])


def _letters(text: str) -> int:
    """How wide a text is: what is as wide as it is high counts twice."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _cell(value: Plain) -> str:
    if value is None or value == "":
        return "<c/>"
    if is_number(value):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, date):
        return f'<c s="{MOMENT if isinstance(value, datetime) else DAY}"><v>{_serial(value)}</v></c>'
    text = as_text(value)
    return _text(text, TEXT if is_formula_like(text) else 0)


def _text(text: str, style: int) -> str:
    written = escape(UNWRITABLE.sub("", text)[:LONGEST])
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{written}</t></is></c>'


def _serial(value: date) -> str:
    """A day as spreadsheets count it, with its time as a fraction; moments in the reader's time zone."""
    if not isinstance(value, datetime):
        return str((value - EPOCH).days)
    local = timezone.localtime(value)
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return f"{(local.date() - EPOCH).days + seconds / 86400:.6f}"


def _frame(archive: zipfile.ZipFile, names: Sequence[str]) -> None:
    """What a workbook is besides its sheets."""
    for path, text in {
        "xl/styles.xml": STYLES,
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _links(len(names)),
        "_rels/.rels": _relationships([("officeDocument", "xl/workbook.xml")]),
        "[Content_Types].xml": _types(len(names)),
    }.items():
        archive.writestr(path, DECLARATION + text)


def _workbook(names: Sequence[str]) -> str:
    listed = "".join(f'<sheet name={quoteattr(n)} sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, start=1))
    return f'<workbook {NAMESPACE} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'


def _links(sheets: int) -> str:
    return _relationships(
        [*(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, sheets + 1)), ("styles", "styles.xml")]
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _types(sheets: int) -> str:
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    parts |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, sheets + 1)}
    listed = "".join(f'<Override PartName="{path}" ContentType="{MAIN}.{kind}+xml"/>' for path, kind in parts.items())
    links = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{links}{listed}</Types>'
