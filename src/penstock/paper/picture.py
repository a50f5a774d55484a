"""A picture: marks in points from its upper left corner, which a page takes up where it has room."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from penstock.paper.colours import INK
from penstock.paper.fonts import letter_of
from penstock.paper.words import for_the_eye, lines_of, shortened, width

Mark = Callable[[Any], None]
Point = tuple[float, float]
LEADING = 1.35
"""How far lines stand apart, in parts of their size."""

FILLED_AND_EDGED = 2
"""How letters are drawn that have no bold of their own."""


@dataclass
class Picture:
    """Marks, and how high they reach; y goes down."""

    wide: float
    high: float = 0.0
    marks: list[Mark] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 8.5,
        *,
        bold: bool = False,
        colour: int = INK,
        anchor: str = "start",
        room: float = 0,
    ) -> None:
        """One line of words on the base line y; ``room`` is all the width there is."""
        line = shortened(words, room or self.wide, size, bold)
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * width(line, size, bold)
        self.marks.append(lambda canvas: _write(canvas, left, -y, for_the_eye(line), size, bold, colour))
        self._reaches(y + 0.3 * size)

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        room: float,
        size: float = 8.5,
        *,
        bold: bool = False,
        colour: int = INK,
        anchor: str = "start",
        most: int = 0,
    ) -> float:
        """Words in lines below y; where the next may begin."""
        for line in lines_of(words, room, size, bold, most):
            self.text(x, y + size, line, size, bold=bold, colour=colour, anchor=anchor)
            y += LEADING * size
        self._reaches(y)
        return y

    def rect(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        fill: int | None = None,
        *,
        edge: int | None = None,
        round_by: float = 0,
        alpha: float = 1,
    ) -> None:
        """A rectangle, filled, edged or both."""

        def draw(canvas: Any) -> None:
            _set(canvas, fill, edge, alpha, 0.6)
            canvas.roundRect(
                x,
                -y - high,
                wide,
                high,
                min(round_by, wide / 2, high / 2),
                int(edge is not None),
                int(fill is not None),
            )

        self.marks.append(draw)
        self._reaches(y + high)

    def line(self, points: Iterable[Point], colour: int, thick: float = 0.6, dash: tuple[float, ...] = ()) -> None:
        """A line through points."""
        through = list(points)

        def draw(canvas: Any) -> None:
            _set(canvas, None, colour, 1, thick, dash)
            path = canvas.beginPath()
            path.moveTo(through[0][0], -through[0][1])
            for x, y in through[1:]:
                path.lineTo(x, -y)
            canvas.drawPath(path, 1, 0)

        self.marks.append(draw)
        self._reaches(max(y for _x, y in through))

    def shape(self, steps: Iterable[tuple[str, list[Point]]], fill: int, alpha: float = 1) -> None:
        """A filled shape of moves (M), lines (L) and curves (C)."""
        known = [(kind, [(x, -y) for x, y in points]) for kind, points in steps]

        def draw(canvas: Any) -> None:
            _set(canvas, fill, None, alpha)
            path = canvas.beginPath()
            draws = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo}
            for kind, points in known:
                draws[kind](*(part for point in points for part in point))
            path.close()
            canvas.drawPath(path, 0, 1)

        self.marks.append(draw)
        self._reaches(max(-y for _kind, points in known for _x, y in points))

    def arc(self, centre: Point, radius: float, degrees: float, colour: int, thick: float) -> None:
        """Part of the upper half of a ring, from the left; 180 degrees are all of it."""
        x, y = centre

        def draw(canvas: Any) -> None:
            _set(canvas, None, colour, 1, thick)
            canvas.arc(x - radius, -y - radius, x + radius, -y + radius, 180, -degrees)

        self.marks.append(draw)
        self._reaches(y)

    def link(self, x: float, y: float, wide: float, high: float, address: str) -> None:
        """A place that opens an address of our own."""
        self.marks.append(lambda canvas: canvas.linkURL(address, (x, -y - high, x + wide, -y), relative=1))

    def image(self, x: float, y: float, wide: float, high: float, content: bytes) -> None:
        """A picture of pixels that we made ourselves."""

        def draw(canvas: Any) -> None:
            from reportlab.lib.utils import ImageReader

            canvas.drawImage(ImageReader(io.BytesIO(content)), x, -y - high, wide, high, mask="auto")

        self.marks.append(draw)
        self._reaches(y + high)

    def put(self, other: "Picture", x: float, y: float) -> None:
        """Another picture within this one."""
        self.marks.append(lambda canvas: other.draw(canvas, x, -y))
        self._reaches(y + other.high)

    def scaled(self, by: float) -> "Picture":
        """The same, drawn smaller."""
        if by == 1:
            return self
        smaller = Picture(self.wide * by, self.high * by)

        def draw(canvas: Any) -> None:
            canvas.saveState()
            canvas.scale(by, by)
            self.draw(canvas, 0, 0)
            canvas.restoreState()

        smaller.marks.append(draw)
        return smaller

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Put it on a page."""
        canvas.saveState()
        canvas.translate(x, y)
        for mark in self.marks:
            mark(canvas)
        canvas.restoreState()

    def _reaches(self, y: float) -> None:
        self.high = max(self.high, y)


def _set(
    canvas: Any, fill: int | None, edge: int | None, alpha: float, thick: float = 1, dash: tuple[float, ...] = ()
) -> None:
    if fill is not None:
        canvas.setFillColor(_colour(fill), alpha)
    if edge is not None:
        canvas.setStrokeColor(_colour(edge))
        canvas.setLineWidth(thick)
        canvas.setDash(*([list(dash)] if dash else []))


def _colour(value: int) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(value)


def _write(canvas: Any, x: float, y: float, line: str, size: float, bold: bool, colour: int) -> None:
    """A line, by one face after another."""
    letters = [letter_of(letter, bold) for letter in line]
    _set(canvas, colour, None, 1)
    for (face, is_made_bold), run in groupby(letters, key=lambda one: (one[0], one[3])):
        several = list(run)
        text = canvas.beginText(x, y)
        text.setFont(face.font.fontName, size)
        if is_made_bold:
            canvas.saveState()
            canvas.setStrokeColor(_colour(colour))
            canvas.setLineWidth(size / 30)
            text.setTextRenderMode(FILLED_AND_EDGED)
        text.textOut("".join(letter for _face, letter, _width, _bold in several))
        canvas.drawText(text)
        if is_made_bold:
            canvas.restoreState()
        x += size * sum(wide for _face, _letter, wide, _bold in several)
