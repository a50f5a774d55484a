"""A file of pages: pictures flow from top to bottom and from page to page, each page with its number."""

import io
import threading
from collections.abc import Iterable
from typing import Any

from penstock.paper.colours import HAIRLINE, INK, QUIET
from penstock.paper.picture import LEADING, Picture
from penstock.paper.words import cleaned, lines_of, runs_in_lines, width

PDF = "application/pdf"
A4 = (595.28, 841.89)
MARGIN, FOOT, BETWEEN = 34.0, 30.0, 22.0
NARROW = A4[0] - 2 * MARGIN
"""How much stands beside each other on a page that is held upright."""

ONE_AT_A_TIME = threading.Lock()
"""The library keeps what a page uses of a font beside the font; pages are made one after another."""


class Pages:
    """The pages of one file; what is added stands below what was added before."""

    def __init__(
        self, title: str, *, language: str, address: str = "", is_wide: bool = True, margin: float = MARGIN
    ) -> None:
        self.title, self.language, self.address = cleaned(title, 300) or "Penstock", language, address
        short, long = A4
        self.size = (long, short) if is_wide else (short, long)
        self.margin, self.whole = margin, self.size[0] - 2 * margin
        self.wide, self.high = self.whole, self.size[1] - margin - FOOT - 10
        self.pages: list[list[tuple[Picture, float, float]]] = [[]]
        self.x = self.y = self.top = self.deepest = 0.0
        self.columns = self.column = 1

    @property
    def left(self) -> float:
        """How much room there is below on this page."""
        return self.high - self.y

    def add(self, picture: Picture, gap: float = 0) -> None:
        """Put a picture below; where it does not fit, into the next column or on the next page."""
        if self.y > self.top and picture.high > self.left:
            self.turn()
        self.pages[-1].append((picture, self.x, self.y))
        self.deepest = max(self.deepest, self.y + picture.high)
        self.y += picture.high + gap

    def turn(self) -> None:
        """Begin the next column, or the next page unless this one is empty."""
        if self.column < self.columns:
            self.column += 1
            self.x += self.wide + BETWEEN
        else:
            if self.pages[-1]:
                self.pages.append([])
            self.column, self.x, self.top, self.deepest = 1, 0.0, 0.0, 0.0
        self.y = self.top

    def in_columns(self, count: int) -> None:
        """What comes from here on stands in so many columns, each filled to the foot of the page before the next."""
        if self.columns > 1:
            self.column, self.x, self.top, self.y = self.columns, 0.0, 0.0, self.deepest + BETWEEN
            if self.left < self.high / 4:
                self.turn()
        self.columns, self.column, self.x, self.top = count, 1, 0.0, self.y
        self.wide = self.room_in(count)

    def room_in(self, count: int) -> float:
        """How wide each of so many columns is."""
        return (self.whole - (count - 1) * BETWEEN) / count

    def head(self, *under: str) -> None:
        """What the file is about: its title, which opens where it was made, and lines beneath."""
        picture = Picture(self.wide)
        y = picture.paragraph(0, 0, self.title, self.wide, 17, bold=True, most=3)
        if self.address:
            picture.link(0, 0, self.wide, y, self.address)
        for line in filter(None, under):
            y = picture.paragraph(0, y + 1, line, self.wide, 9, colour=QUIET, most=4)
        self.add(picture, gap=12)

    def high_of(self, text: str, size: float = 9, gap: float = 4) -> float:
        """How high a paragraph is."""
        return len(lines_of(text, self.wide, size, longest=max(len(text), 1))) * LEADING * size + gap

    def words(
        self, text: str, size: float = 9, *, bold: bool = False, colour: int = INK, gap: float = 4, indent: float = 0
    ) -> None:
        """A paragraph, however long, which may go on from one page to the next."""
        for line in lines_of(text, self.wide - indent, size, bold, longest=max(len(text), 1)):
            picture = Picture(self.wide)
            picture.text(indent, size, line, size, bold=bold, colour=colour)
            picture.high = LEADING * size
            self.add(picture)
        self.y += gap

    def runs(
        self, runs: Iterable[tuple[str, bool]], size: float, *, gap: float = 4, indent: float = 0, mark: str = ""
    ) -> None:
        """A paragraph of which some words are bold; ``mark`` stands before its first line."""
        for place, line in enumerate(runs_in_lines(runs, self.wide - indent, size)):
            picture, x = Picture(self.wide), indent
            if mark and not place:
                picture.text(indent - size, size, mark, size)
            for words, is_bold in line:
                # A text is drawn without the blanks around it, which keep their room all the same.
                blank = words[: len(words) - len(words.lstrip())]
                picture.text(x + width(blank, size, is_bold), size, words, size, bold=is_bold)
                x += width(words, size, is_bold)
            picture.high = LEADING * size
            self.add(picture)
        self.y += gap

    def finished(self) -> bytes:
        """The file."""
        from reportlab.pdfgen.canvas import Canvas

        made, pages = io.BytesIO(), [page for page in self.pages if page] or [[]]
        with ONE_AT_A_TIME:
            canvas = Canvas(made, pagesize=self.size, pageCompression=1, lang=self.language)
            canvas.setTitle(self.title)
            canvas.setAuthor("Penstock")
            canvas.setCreator("Penstock")
            for number, page in enumerate(pages, start=1):
                for picture, x, y in page:
                    picture.draw(canvas, self.margin + x, self.size[1] - self.margin - y)
                self._foot(canvas, f"{number} / {len(pages)}")
                canvas.showPage()
            canvas.save()
        return made.getvalue()

    def _foot(self, canvas: Any, number: str) -> None:
        wide = self.whole
        foot = Picture(wide)
        foot.line([(0, 0), (wide, 0)], HAIRLINE)
        foot.text(0, 11, self.title, 7.5, colour=QUIET, room=wide - 60)
        foot.text(wide, 11, number, 7.5, colour=QUIET, anchor="end")
        foot.draw(canvas, self.margin, FOOT)
