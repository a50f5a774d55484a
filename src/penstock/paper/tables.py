"""Tables on paper: columns as wide as their words want, rows that break nowhere, and the head again on every page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from penstock.paper.colours import CARD, GROUND, HAIRLINE, INK, QUIET, SERIES, STATES
from penstock.paper.pages import Pages
from penstock.paper.picture import LEADING, Picture
from penstock.paper.words import cleaned, lines_of, width

SIZE, SMALL, PAD, BAR = 8.0, 6.8, 6.0, 64.0
MOST_LINES, WIDEST, ENOUGH = 14, 330.0, 40.0
MOST_ROWS = 1000
"""Paper is read from top to bottom; whoever wants more rows than these wants a workbook."""


@dataclass(frozen=True)
class Cell:
    """A figure or words; ``note`` stands small beneath, ``state`` gives it a colour, ``percent`` is its bar."""

    words: str
    note: str = ""
    state: str = ""
    is_words: bool = False
    percent: int = 0


@dataclass(frozen=True)
class Line:
    """A row: its label, what it stands under where there are several, its cells."""

    label: str
    cells: Sequence[Cell]
    under: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under heads, the first of which is that of the labels; beside column ``bar``, from 1, stand bars.

    Where ``from_middle``, they go off to both sides from a line.
    """

    name: str
    heads: Sequence[str]
    lines: Sequence[Line]
    bar: int = 0
    from_middle: bool = False


def add_table(pages: Pages, table: Table, title: str = "", note: str = "") -> None:
    """Put a table below, with its title, which is never alone at the foot of a page; of a long one the beginning."""
    left = max(len(table.lines) - MOST_ROWS, 0)
    shown = replace(table, lines=table.lines[:MOST_ROWS])
    columns = _columns(shown, pages.wide)
    head, rows = _head(shown, columns), list(_rows(shown, columns))
    heading = Picture(pages.wide)
    if title:
        heading.paragraph(0, 0, title, pages.wide, 10, bold=True, most=3)
    if pages.y > pages.top and _wants_a_new_page(pages, heading.high + head.high, sum(row.high for row in rows)):
        pages.turn()
    if title:
        pages.add(heading, gap=4)
    _put(pages, head, rows)
    more = ngettext("%(count)s more in the workbook", "%(count)s more in the workbook", left) % {"count": left}
    for words in filter(None, (more if left else "", note)):
        pages.y += 3
        pages.words(words, 7.5, colour=QUIET)
    pages.y += 14


def _put(pages: Pages, head: Picture, rows: Iterable[Picture]) -> None:
    """The rows, on each page under the head."""
    pages.add(head)
    for row in rows:
        if row.high > pages.left:
            pages.turn()
            pages.add(head)
        pages.add(row)


def _wants_a_new_page(pages: Pages, heads: float, rows: float) -> bool:
    """Where there is hardly room for a row, or where little would stand here of what fits on one page."""
    if heads + ENOUGH > pages.left:
        return True
    return heads + rows > pages.left and heads + rows < pages.high and pages.left < pages.high / 3


def _rows(table: Table, columns: list[float]) -> Iterator[Picture]:
    """The rows, each with what it stands under where that changes."""
    under = ""
    for line in table.lines:
        row = _row(table, line, columns)
        if line.under and line.under != under:
            both = _under(line.under, sum(columns))
            both.put(row, 0, both.high)
            row = both
        under = line.under
        yield row


def natural_width(table: Table) -> float:
    """How wide a table is when every column has what its words want."""
    return sum(_natural(table))


def _natural(table: Table) -> list[float]:
    wanted = [_wanted([table.name, *(line.label for line in table.lines)])]
    for place, head in enumerate(table.heads):
        cells = [line.cells[place] for line in table.lines if place < len(line.cells)]
        notes = _wanted((cell.note for cell in cells), SMALL)
        wide = max(_wanted(cell.words for cell in cells), notes, _wanted_by_head(head))
        wanted.append(wide + (BAR if place + 1 == table.bar else 0))
    return [wide + 2 * PAD for wide in wanted]


def _columns(table: Table, room: float) -> list[float]:
    """The widths: what the words want, and where that is too much, less of the widest."""
    fits = _natural(table)
    while sum(fits) > room + 0.1:
        most = max(fits)
        second = max((wide for wide in fits if wide < most - 0.01), default=0.0)
        several = sum(wide >= most - 0.01 for wide in fits)
        less = max(second, most - (sum(fits) - room) / several)
        fits = [min(wide, less) for wide in fits]
    return fits


def _wanted(words: Iterable[str], size: float = SIZE) -> float:
    return min(max((width(cleaned(word), size) for word in words), default=0), WIDEST)


def _wanted_by_head(head: str) -> float:
    """Its longest word, and where it is short all of it, else so much that it stands in two lines or three."""
    words = cleaned(head)
    longest = max((width(word, SIZE, True) for word in words.split()), default=0)
    whole = width(words, SIZE, True)
    return min(max(longest, whole / 2, min(whole, 60)), 100)


def _head(table: Table, columns: list[float]) -> Picture:
    """The head: words at the left, heads of figures at the right, all on one base line."""
    heads = [table.name, *table.heads]
    rooms = [wide - 2 * PAD - (BAR if place and place == table.bar else 0) for place, wide in enumerate(columns)]
    broken = [lines_of(head, room, SIZE - 0.5, True, 4) for head, room in zip(heads, rooms, strict=True)]
    tallest = max(map(len, broken))
    picture, x = Picture(sum(columns)), 0.0
    for place, (lines, wide) in enumerate(zip(broken, columns, strict=True)):
        is_words = not place or _is_words(table, place - 1)
        y = PAD / 2 + (tallest - len(lines)) * SIZE * LEADING
        for line in lines:
            at = x + PAD if is_words else x + PAD + rooms[place]
            picture.text(at, y + SIZE, line, SIZE - 0.5, bold=True, colour=QUIET, anchor="start" if is_words else "end")
            y += SIZE * LEADING
        x += wide
    bottom = PAD + tallest * SIZE * LEADING
    picture.line([(0, bottom), (sum(columns), bottom)], QUIET, 0.8)
    return picture


def _is_words(table: Table, place: int) -> bool:
    return any(line.cells[place].is_words for line in table.lines if place < len(line.cells))


def _under(words: str, wide: float) -> Picture:
    picture = Picture(wide)
    picture.rect(0, 0, wide, SIZE * LEADING + 5, GROUND)
    picture.text(PAD, SIZE + 3, words, SIZE, bold=True, room=wide - 2 * PAD)
    return picture


def _row(table: Table, line: Line, columns: list[float]) -> Picture:
    picture, x = Picture(sum(columns)), columns[0]
    bottom = picture.paragraph(PAD, PAD / 2, line.label, columns[0] - 2 * PAD, SIZE, most=3)
    for place, cell in enumerate(line.cells):
        wide = columns[place + 1]
        bottom = max(bottom, _cell(picture, cell, x, wide - (BAR if place + 1 == table.bar else 0)))
        if place + 1 == table.bar:
            _bar(picture, cell.percent, x + wide - BAR, table.from_middle)
        x += wide
    picture.line([(0, bottom + PAD / 2), (sum(columns), bottom + PAD / 2)], HAIRLINE, 0.5)
    return picture


def _bar(picture: Picture, percent: int, x: float, from_middle: bool) -> None:
    """A bar from the left; or from the middle, full to the right and hollow to the left."""
    long, y = BAR * abs(percent) / 100, PAD / 2 + 1
    if not from_middle:
        if percent > 0:
            picture.rect(x, y, long, SIZE, SERIES[0], round_by=1.5)
        return
    middle, long = x + (BAR - PAD) / 2, long * (BAR - PAD) / BAR / 2
    if percent > 0:
        picture.rect(middle, y, long, SIZE, SERIES[0])
    elif percent < 0:
        picture.rect(middle - long, y, long, SIZE, CARD, edge=SERIES[0])
    picture.line([(middle, y - 2), (middle, y + SIZE + 2)], QUIET, 0.8)


def _cell(picture: Picture, cell: Cell, x: float, wide: float) -> float:
    """One cell; where it ends."""
    room, anchor = wide - 2 * PAD, "start" if cell.is_words else "end"
    at, colour = x + PAD if cell.is_words else x + wide - PAD, STATES.get(cell.state, INK)
    y = picture.paragraph(at, PAD / 2, cell.words, room, SIZE, colour=colour, anchor=anchor, most=MOST_LINES)
    if cell.note:
        y = picture.paragraph(at, y - 1, cell.note, room, SMALL, colour=QUIET, anchor=anchor, most=4)
    return y
