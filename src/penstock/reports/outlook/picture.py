"""The bars of the forecast on paper, as the screen draws them."""

from collections.abc import Callable

from penstock.paper.colours import GROUND, INK, QUIET, SERIES, STATES
from penstock.paper.picture import Picture
from penstock.paper.words import width
from penstock.reports.outlook.ways import Bar, Drawing

COLOURS = {
    "won": STATES["won"],
    "open": SERIES[0],
    "new": 0x9CC5CD,
    "commit": SERIES[2],
    "best_case": 0x979FCB,
    "pipeline": 0xC8CCE4,
}
STEP, THICK, NOTE = 27.0, 8.0, 7.5


def on_paper(drawing: Drawing) -> Callable[[float], Picture]:
    """Draws them as wide as the page is."""

    def draw(wide: float) -> Picture:
        picture = Picture(wide)
        y = _names(picture, drawing)
        for bar in drawing.bars:
            _bar(picture, bar, y, wide)
            y += STEP
        if drawing.target is not None:
            x = wide * drawing.target / 100
            picture.line([(x, 14), (x, y - 4)], INK, 0.8, (2.5, 2))
            anchor = "end" if drawing.target > 60 else "start"
            picture.text(x, y + 4, drawing.target_words, NOTE, colour=INK, anchor=anchor)
            y += 8
        picture.high = y
        return picture

    return draw


def _names(picture: Picture, drawing: Drawing) -> float:
    """What each colour stands for."""
    x = 0.0
    for part in drawing.kinds:
        picture.rect(x, 1.5, 9, 5, COLOURS[part.kind], round_by=1)
        picture.text(x + 12, 7, part.words, NOTE, colour=QUIET)
        x += 26 + width(part.words, NOTE, False)
    return 16.0


def _bar(picture: Picture, bar: Bar, y: float, wide: float) -> None:
    picture.text(0, y + 8, bar.way.name, 8)
    picture.text(wide, y + 8, bar.shown, 8, bold=True, anchor="end")
    picture.rect(0, y + 11, wide, THICK, GROUND, round_by=1)
    for part in bar.parts:
        picture.rect(wide * part.x / 100, y + 11, max(wide * part.width / 100 - 0.6, 0.4), THICK, COLOURS[part.kind])
    if bar.whiskers:
        low, high = (wide * end / 100 for end in bar.whiskers)
        middle = y + 11 + THICK / 2
        picture.line([(low, middle), (high, middle)], INK, 0.9)
        for end in (low, high):
            picture.line([(end, middle - 3.5), (end, middle + 3.5)], INK, 0.9)
