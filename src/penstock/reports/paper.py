"""A report on paper: what it comes to, its tables page by page, and how it was reckoned."""

from collections.abc import Iterable

from django.utils.translation import get_language

from penstock.metrics.asked import Asked
from penstock.metrics.views.numbers import chips, left_out_words
from penstock.paper.colours import QUIET, STATES
from penstock.paper.pages import Pages
from penstock.paper.tables import NOTE, add_table, fits_upright
from penstock.paper.tables import Cell as PaperCell
from penstock.paper.tables import Line as PaperLine
from penstock.paper.tables import Table as PaperTable
from penstock.reports.report import Drawn, Report
from penstock.reports.tables import Cell, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor


def as_pdf(report: Report, drawn: Drawn, asked: Asked, by: Actor, address: str = "") -> bytes:
    """The file: the same words and figures as on the screen; ``address`` is where it can be opened."""
    tables = [(table, as_table(table)) for table in drawn.tables]
    is_wide = not all(fits_upright(table) for _table, table in tables)
    pages = Pages(str(report.name), language=get_language() or "en", address=address, is_wide=is_wide)
    pages.head(*about(asked, by))
    pages.words(drawn.title, 12, bold=True, gap=8)
    left_out = left_out_words(drawn.left_out)
    if left_out:
        pages.words(left_out, colour=STATES["stuck"])
    if drawn.on_paper:
        pages.add(drawn.on_paper(pages.wide), gap=10)
    notes = sum(pages.high_of(str(note), NOTE) for note in drawn.notes)
    for place, (table, on_paper) in enumerate(tables, start=1):
        add_table(pages, on_paper, table.title, table.note, notes if place == len(tables) else 0)
    for note in drawn.notes:
        pages.words(note, NOTE, colour=QUIET)
    return pages.finished()


def about(asked: Asked, by: Actor) -> Iterable[str]:
    """Whose figures they are and of which day; then the time and the filters."""
    whose = (by.workspace.name, by.person.name if by.person else "", formats.full_day(formats.today()))
    asked_for = (asked.period.label, *(f"{chip['name']}: {chip['value']}" for chip in chips(asked, by)))
    return " · ".join(filter(None, whose)), " · ".join(map(str, asked_for))


def as_table(table: Table) -> PaperTable:
    """A table of a report as paper takes it: without a column of things to do, which stand last."""
    does = bool(table.lines) and all(line.cells and line.cells[-1].is_dialog for line in table.lines)
    end = len(table.heads) - does
    lines = [PaperLine(line.label, [_cell(cell) for cell in line.cells[:end]], line.under) for line in table.lines]
    heads = [str(head.label) for head in table.heads[:end]]
    return PaperTable(str(table.name), heads, lines, table.bar, table.from_middle)


def _cell(cell: Cell) -> PaperCell:
    return PaperCell(cell.shown, cell.note, cell.state, cell.is_words, cell.percent)
