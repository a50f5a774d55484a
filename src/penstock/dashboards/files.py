"""The tables behind widgets as files: CSV or XLSX of one, and a workbook of a whole dashboard."""

from collections.abc import Iterable, Iterator
from functools import partial

from penstock.dashboards.drawing import Drawn
from penstock.exports.files import workbook_pieces
from penstock.exports.table import Column, Export, Plain
from penstock.metrics.numbers import Cell, Line, Table


def export_of(drawn: Drawn) -> Export:
    """What stands behind a widget; a figure by itself is a table of one line."""
    told = drawn.table or Table("", [drawn.title], [Line("", "", [_figure(drawn)])])
    first = f"{told.title} ({drawn.filtered})".strip() if drawn.filtered else told.title
    columns = [Column("name", first, _label)]
    columns += [Column(f"c{place}", head, partial(_value, place)) for place, head in enumerate(told.heads)]
    rows: Iterator[list[Plain]] = ([column.value(line) for column in columns] for line in told.lines)
    return Export(drawn.title, columns, rows)


def workbook(page: Iterable[Drawn]) -> bytes:
    """All tables of a dashboard, a sheet each."""
    return b"".join(workbook_pieces([export_of(drawn) for drawn in page if not drawn.problem]))


def _figure(drawn: Drawn) -> Cell:
    return Cell(drawn.title, drawn.told.get("shown", ""), "", "", drawn.told.get("value"))


def _label(line: Line) -> Plain:
    return line.label


def _value(place: int, line: Line) -> Plain:
    cell = line.cells[place] if place < len(line.cells) else None
    return None if cell is None else cell.shown if cell.value is None else cell.value
