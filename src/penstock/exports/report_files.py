"""A table of a report as a file: the same figures as on the screen, for the same question and reader."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from penstock.common.errors import Refused
from penstock.exports.files import FORMATS, workbook_pieces
from penstock.exports.table import Column, Export, Plain
from penstock.exports.views import sent
from penstock.metrics.question import WrongQuestion
from penstock.metrics.views.waiting import once_ready
from penstock.reports.frame import drawn_for
from penstock.reports.registry import REPORTS
from penstock.reports.report import Drawn
from penstock.reports.tables import Cell, Line, Table

DAY = re.compile(r"\d{4}-\d\d-\d\d")


@require_GET
@once_ready
def report_file(request: HttpRequest, key: str, table: str, file_format: str) -> HttpResponseBase:
    """The table of a report that the address asks for; raises Refused where a filter names nobody."""
    if key not in REPORTS or file_format not in FORMATS:
        raise Http404
    try:
        drawn = drawn_for(REPORTS[key], request.GET, request.actor)
    except WrongQuestion as wrong:
        raise Refused(wrong.message) from wrong
    found = next((one for one in drawn.tables if one.key == table), None)
    if found is None:
        raise Http404
    return sent(as_export(found), FORMATS[file_format], request, f"{key}-{table}")


def workbook(drawn: Drawn) -> bytes:
    """All tables of a report, a sheet each."""
    return b"".join(workbook_pieces([as_export(table) for table in drawn.tables]))


def as_export(table: Table) -> Export:
    """The table as columns and rows: first what a line stands under where there are several, and its label."""
    has_under = any(line.under for line in table.lines)
    columns = [Column("name", table.name, str), *(Column(head.key, head.label, str) for head in table.heads)]
    under = [Column("under", "", str)] if has_under else []
    return Export(table.title, [*under, *columns], _rows(table, has_under))


def _rows(table: Table, has_under: bool) -> Iterator[list[Plain]]:
    for line in table.lines:
        yield [*([line.under] if has_under else []), line.label, *_values(line)]


def _values(line: Line) -> list[Plain]:
    return [_value(cell) for cell in line.cells]


def _value(cell: Cell) -> Plain:
    """What a cell holds; a day that is shown in words is a day."""
    if isinstance(cell.value, str) and cell.value != cell.shown and DAY.fullmatch(cell.value):
        with suppress(ValueError):
            return date.fromisoformat(cell.value)
    return cell.value
