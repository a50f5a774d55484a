"""The pages of a dashboard: its widgets in three columns, then the tables of those that are pictures."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from penstock.dashboards.drafts import Kind
from penstock.dashboards.drawing import Drawn
from penstock.dashboards.paper.card import card
from penstock.dashboards.reading import Reading
from penstock.metrics.numbers import Table as Numbers
from penstock.metrics.question import MISSING
from penstock.metrics.views.numbers import chips, left_out_words
from penstock.paper.colours import HAIRLINE
from penstock.paper.pages import Pages
from penstock.paper.picture import Picture
from penstock.paper.tables import Cell, Line, Table, add_table, natural_width
from penstock.ui import formats

COLUMNS, GAP, ROOM = 3, 11.0, 0.4
"""The tables behind begin a page of their own where less of this one is left."""


def as_pdf(name: str, page: Sequence[Drawn], about: Iterable[str] = (), address: str = "") -> bytes:
    """The file: what the screen shows, ``about`` says for which time and day, ``address`` is where it can be opened."""
    pages = Pages(name, language=get_language() or "en", address=address)
    pages.head(*about)
    for row in _rows(page):
        _put(pages, row)
    _put_behind(pages, page)
    return pages.finished()


def _put_behind(pages: Pages, page: Sequence[Drawn]) -> None:
    """The tables that stand behind pictures: wide ones first, then as many beside each other as there is room for."""
    shown = [one for one in page if one.is_hidden and not one.problem and one.draft.kind != Kind.FIGURE]
    behind = [
        (one, as_table(one.table)) for one in shown if one.table and one.table.lines and not one.told.get("is_empty")
    ]
    if behind and len(page) > 1:
        if pages.left < pages.high * ROOM:
            pages.turn()
        pages.y += GAP if pages.y > pages.top else 0
        pages.words(_("The same as tables"), 13, bold=True, gap=8)
    beside = [_beside(pages, table) for _one, table in behind]
    for columns in sorted(set(beside)):
        pages.in_columns(columns)
        for one, table in (both for both, count in zip(behind, beside, strict=True) if count == columns):
            add_table(pages, table, one.title, one.under)


def _beside(pages: Pages, table: Table) -> int:
    """How many such tables stand beside each other, with every word on one line."""
    wide = natural_width(table)
    return next((count for count in range(COLUMNS, 1, -1) if wide <= pages.room_in(count)), 1)


def about(reading: Reading) -> list[str]:
    """Whose figures they are and of which day; then the time and the filters that count for all of the page."""
    asked, by = reading.asked, reading.by
    whose = (by.workspace.name, by.person.name if by.person else "", formats.full_day(formats.today()))
    told = [asked.period.label] if reading.has_period else []
    told += [f"{chip['name']}: {chip['value']}" for chip in chips(asked, by)]
    if reading.is_stale:
        words = _("As of %(stale)s, the day of the newest closing.")
        told.append(words % {"stale": formats.day(reading.day)})
    return [" · ".join(filter(None, whose)), " · ".join(told), left_out_words(reading.left_out)]


def as_table(table: Numbers) -> Table:
    """The table behind a widget; a column in which nothing is a figure is words."""
    words = [
        all(line.cells[place].value is None and not line.cells[place].url for line in table.lines)
        and any(line.cells[place].shown != MISSING for line in table.lines)
        for place in range(len(table.heads))
    ]
    lines = [
        Line(
            line.label, [Cell(cell.shown, is_words=is_words) for cell, is_words in zip(line.cells, words, strict=False)]
        )
        for line in table.lines
    ]
    return Table(table.title, table.heads, lines)


def _rows(page: Iterable[Drawn]) -> Iterator[list[Drawn]]:
    """The widgets as the grid of the screen takes them up: who has no room any more begins the next row."""
    row: list[Drawn] = []
    for drawn in page:
        if sum(one.draft.width for one in row) + drawn.draft.width > COLUMNS:
            yield row
            row = []
        row.append(drawn)
    if row:
        yield row


def _put(pages: Pages, row: list[Drawn]) -> None:
    column = (pages.wide + GAP) / COLUMNS
    cards = [card(one, one.draft.width * column - GAP) for one in row]
    whole, x = Picture(pages.wide), 0.0
    high = max(one.high for one in cards)
    for drawn, picture in zip(row, cards, strict=True):
        whole.put(framed(picture, high), x, 0)
        x += drawn.draft.width * column
    pages.add(whole, gap=GAP)


def framed(picture: Picture, high: float) -> Picture:
    """A card with its edge, as high as the others of its row."""
    frame = Picture(picture.wide)
    frame.rect(0, 0, picture.wide, high, edge=HAIRLINE, round_by=4)
    frame.put(picture, 0, 0)
    return frame
