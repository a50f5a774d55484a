"""A widget as a card on paper: its heading, what it shows, and what it says beneath."""

from collections.abc import Callable

from django.utils.translation import ngettext

from penstock.dashboards.drafts import Kind
from penstock.dashboards.drawing import Drawn
from penstock.dashboards.paper import charts, figures, forecast, grids
from penstock.dashboards.paper.placing import IN, NOTE
from penstock.paper.colours import QUIET
from penstock.paper.picture import Picture

Hand = Callable[[Picture, Drawn, float], float]
HANDS: dict[str, Hand] = {
    Kind.FIGURE: figures.figure,
    Kind.GAUGE: figures.gauge,
    Kind.LEADERS: figures.leaders,
    Kind.BARS: charts.bars,
    Kind.LINES: charts.lines,
    Kind.FUNNEL: charts.funnel,
    Kind.FLOW: charts.flow,
    Kind.TABLE: grids.table,
    Kind.HEAT: grids.heat,
    Kind.COHORT: grids.cohort,
    Kind.FORECAST: forecast.forecast,
}


def card(drawn: Drawn, wide: float) -> Picture:
    """All of it, without its edge."""
    picture, room = Picture(wide), wide - 2 * IN
    y = picture.paragraph(IN, 9, drawn.title, room, 9.5, bold=True, most=3)
    for words in filter(None, (drawn.under, drawn.filtered)):
        y = picture.paragraph(IN, y, words, room, NOTE, colour=QUIET, most=2)
    y += 5
    if drawn.problem:
        y = picture.paragraph(IN, y, drawn.problem, room, 8.5, colour=QUIET, most=4)
    else:
        y = HANDS[drawn.draft.kind](picture, drawn, y)
        for note in _notes(drawn):
            y = picture.paragraph(IN, y + 3, note, room, NOTE, colour=QUIET, most=3)
    picture.high = y + IN * 0.8
    return picture


def _notes(drawn: Drawn) -> list[str]:
    more = drawn.told.get("more", 0)
    left = (
        ngettext("%(count)s more in the table", "%(count)s more in the table", more) % {"count": more} if more else ""
    )
    return [words for words in (drawn.says, left) if words]
