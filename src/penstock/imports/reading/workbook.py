"""Workbooks: each sheet of an XLSX, XLS or ODS file is a table; formulas are not run, only their values are read."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from penstock.imports.reading.table import Table, Unreadable, table_of


def workbook_tables(source: str, reopen: Callable[[], BinaryIO]) -> list[Table]:
    """One table per sheet that holds something."""
    try:
        with reopen() as stream:
            names = CalamineWorkbook.from_filelike(stream).sheet_names
        tables = [table_of(name, f"{source} › {name}", _sheet(reopen, name)) for name in names]
    except (CalamineError, ValueError, OSError) as problem:
        raise Unreadable(
            _("%(file)s cannot be opened as a workbook (%(problem)s). Save it again as XLSX or CSV.")
            % {"file": source, "problem": problem}
        ) from problem
    return [table for table in tables if table]


def _sheet(reopen: Callable[[], BinaryIO], name: str) -> Callable[[], Iterator[list[str]]]:
    def rows() -> Iterator[list[str]]:
        with reopen() as stream:
            sheet = CalamineWorkbook.from_filelike(stream).get_sheet_by_name(name)
            if sheet.start is None:
                return
            yield from ([] for _blank in range(sheet.start[0]))
            for row in sheet.iter_rows():
                yield [as_text(cell) for cell in row]

    return rows


def as_text(cell: Any) -> str:
    """A cell as the text that a CSV would hold: whole numbers without a point, dates in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(int(cell.total_seconds()))
    return "" if cell is None else str(cell)
