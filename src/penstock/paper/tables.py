"""Tables on paper: columns as wide as their words want, rows that break nowhere, and the head again on every page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from penstock.paper.colours import CARD, GROUND, HAIRLINE, INK, QUIET, SERIES, STATES
from penstock.paper.pages import NARROW, Pages
from penstock.paper.picture import LEADING, Picture
from penstock.paper.words import cleaned, lines_of, longest_piece, width

SIZE, SMALL, PAD, BAR = 8.0, 6.8, 6.0, 64.0
MOST_LINES, WIDEST, ENOUGH = 14, 330.0, 40.0
NOTE, KEPT = 7.5, 2
"""Of letters beneath a table; so many of its last rows go with them to the next page."""

TORN, SMALLEST, UPRIGHT = 96.0, 0.72, 1.2
"""What is wider is torn; how small a table may be drawn; by how much it may be too wide for an upright page."""

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


def add_table(pages: Pages, table: Table, title: str = "", note: str = "", tail: float = 0) -> None:
    """Put a table below, with its title, which is never alone at the foot of a page; of a long one the beginning.

    What stands beneath, as high as ``tail`` in all, never begins a page without rows above it.
    """
    left = max(len(table.lines) - MOST_ROWS, 0)
    shown, scale = _fitting(replace(table, lines=table.lines[:MOST_ROWS]), pages.wide)
    columns = _columns(shown, pages.wide / scale)
    head, rows = _head(shown, columns).scaled(scale), list(_rows(shown, columns, scale))
    heading = Picture(pages.wide)
    if title:
        heading.paragraph(0, 0, title, pages.wide, 10, bold=True, most=3)
    more = ngettext("%(count)s more in the workbook", "%(count)s more in the workbook", left) % {"count": left}
    beneath = [*([more] if left else []), *([note] if note else [])]
    high = sum(3 + pages.high_of(words, NOTE) for words in beneath) + (14 + tail if tail else 0)
    if pages.y > pages.top and _wants_a_new_page(pages, heading.high + head.high, rows, high):
        pages.turn()
    if title:
        pages.add(heading, gap=4)
    _put(pages, head, rows, high)
    for words in beneath:
        pages.y += 3
        pages.words(words, NOTE, colour=QUIET)
    pages.y += 14


@dataclass(frozen=True)
class Row:
    """A row as it is drawn; ``under`` is what it stands under, which comes before the first and tops every page."""

    picture: Picture
    under: Picture | None = None
    is_first: bool = False

    @property
    def whole(self) -> float:
        """How high it is with what comes before it."""
        return self.picture.high + (self.under.high if self.under and self.is_first else 0)


def _put(pages: Pages, head: Picture, rows: Sequence[Row], tail: float) -> None:
    """The rows, on each page under the head."""
    pages.add(head)
    for place, row in enumerate(rows):
        turns = _together(rows, place, tail, pages.high - head.high) > pages.left and place > 0
        if turns:
            pages.turn()
            pages.add(head)
        if row.under and (row.is_first or turns):
            pages.add(row.under)
        pages.add(row.picture)


def _together(rows: Sequence[Row], place: int, tail: float, room: float) -> float:
    """How high what stands from this row on without a break is: the last rows go with what stands beneath them."""
    alone = rows[place].whole if place < len(rows) else tail
    if place != max(len(rows) - KEPT, 0):
        return alone
    several = sum(row.whole for row in rows[place:]) + tail
    again = rows[place].under if rows else None
    return several if several + (again.high if again else 0) <= room else alone


def _wants_a_new_page(pages: Pages, heads: float, rows: Sequence[Row], tail: float) -> bool:
    """Where there is hardly room for a row, or where little would stand here of what fits on one page."""
    if heads + max(ENOUGH, _together(rows, 0, tail, pages.high - heads)) > pages.left:
        return True
    whole = heads + sum(row.whole for row in rows) + tail
    return pages.left < whole < pages.high and pages.left < pages.high / 3


def _rows(table: Table, columns: list[float], scale: float) -> Iterator[Row]:
    """The rows, each with what it stands under."""
    under, heading = "", None
    for line in table.lines:
        is_first = bool(line.under) and line.under != under
        if is_first:
            heading = _under(line.under, sum(columns)).scaled(scale)
        yield Row(_row(table, line, columns).scaled(scale), heading if line.under else None, is_first)
        under = line.under


def natural_width(table: Table) -> float:
    """How wide a table is when every column has what its words want."""
    return sum(_natural(table))


def fits_upright(table: Table) -> bool:
    """Whether it can be read on a page that is held upright, though some words stand in two lines."""
    return natural_width(table) <= UPRIGHT * NARROW and sum(_least(table)) <= NARROW


def _fitting(table: Table, room: float) -> tuple[Table, float]:
    """The table and how small it is drawn, so that no word is torn: first the bars go, then it shrinks."""
    if not any(_percents(table)):
        table = replace(table, bar=0)
    if sum(_least(table)) * SMALLEST > room:
        table = replace(table, bar=0)
    return table, max(min(room / sum(_least(table)), 1.0), SMALLEST)


def _percents(table: Table) -> Iterator[int]:
    """How long the bars are."""
    for line in table.lines:
        if 0 < table.bar <= len(line.cells):
            yield line.cells[table.bar - 1].percent


def _natural(table: Table) -> list[float]:
    wanted = [_wanted([table.name, *(line.label for line in table.lines)])]
    for place, head in enumerate(table.heads):
        cells = [line.cells[place] for line in table.lines if place < len(line.cells)]
        notes = _wanted((cell.note for cell in cells), SMALL)
        wide = max(_wanted(cell.words for cell in cells), notes, _wanted_by_head(head))
        wanted.append(wide + (BAR if place + 1 == table.bar else 0))
    columns = [wide + 2 * PAD for wide in wanted]
    under = _wanted(line.under for line in table.lines) / 2 + 4 * PAD
    return [max(columns[0], under - sum(columns[1:])), *columns[1:]]


def _least(table: Table) -> list[float]:
    """How narrow the columns may be before a word is torn."""
    wanted = [max(_longest([table.name], SIZE - 0.5, True), _longest(line.label for line in table.lines))]
    for place, head in enumerate(table.heads):
        cells = [line.cells[place] for line in table.lines if place < len(line.cells)]
        notes = _longest((cell.note for cell in cells), SMALL)
        wide = max(_longest(cell.words for cell in cells), notes, _longest([head], SIZE - 0.5, True))
        wanted.append(wide + (BAR if place + 1 == table.bar else 0))
    return [min(wide + 2 * PAD, natural) for wide, natural in zip(wanted, _natural(table), strict=True)]


def _columns(table: Table, room: float) -> list[float]:
    """The widths: what the words want, and where that is too much, less of the widest that can be broken."""
    fits, least = _natural(table), _least(table)
    if sum(least) > room:
        return [wide * room / sum(least) for wide in least]
    while sum(fits) > room + 0.1:
        free = [place for place, wide in enumerate(fits) if wide > least[place] + 0.01]
        most = max(fits[place] for place in free)
        second = max((fits[place] for place in free if fits[place] < most - 0.01), default=0.0)
        widest = [place for place in free if fits[place] >= most - 0.01]
        less = max(second, most - (sum(fits) - room) / len(widest))
        for place in widest:
            fits[place] = max(less, least[place])
    return fits


def _wanted(words: Iterable[str], size: float = SIZE) -> float:
    return min(max((width(cleaned(word), size) for word in words), default=0), WIDEST)


def _longest(words: Iterable[str], size: float = SIZE, is_bold: bool = False) -> float:
    """The widest of what is not torn, unless it is no word at all."""
    return min(max((longest_piece(word, size, is_bold) for word in words), default=0), TORN)


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
    lines = lines_of(words, wide - 2 * PAD, SIZE, True, 4)
    picture.rect(0, 0, wide, len(lines) * SIZE * LEADING + 5, GROUND)
    for place, line in enumerate(lines):
        picture.text(PAD, (place * LEADING + 1) * SIZE + 3, line, SIZE, bold=True)
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
    long, y = (BAR - PAD) * abs(percent) / 100, PAD / 2 + 1
    if not from_middle:
        if percent > 0:
            picture.rect(x, y, long, SIZE, SERIES[0], round_by=1.5)
        return
    middle, long = x + (BAR - PAD) / 2, long / 2
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
