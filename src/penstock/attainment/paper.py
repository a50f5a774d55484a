"""Scorecards on paper: everybody's totals, and beneath them every card metric by metric."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from penstock.attainment.cards_table import CardLine, card_lines
from penstock.attainment.kpis_shown import state_of
from penstock.attainment.scorecards import Scorecards
from penstock.paper.colours import QUIET
from penstock.paper.pages import Pages
from penstock.paper.tables import NOTE, Cell, Line, Table, add_table, fits_upright
from penstock.ui import formats


def as_pdf(cards: Scorecards, period: str, address: str = "") -> bytes:
    """The file: the same words and figures as on the screen; ``address`` is where it can be opened."""
    by, lines = cards.by, list(card_lines(cards))
    totals, metrics = _totals(lines), _metrics(lines)
    is_wide = not (fits_upright(totals) and fits_upright(metrics))
    pages = Pages(_("Scorecards"), language=get_language() or "en", address=address, is_wide=is_wide)
    whose = (by.workspace.name, by.person.name if by.person else "", formats.full_day(formats.today()))
    day = _("As of %(day)s") % {"day": formats.full_day(cards.as_of)} if cards.as_of else ""
    pages.head(" · ".join(filter(None, whose)), " · ".join(filter(None, (period, day))))
    if not lines:
        pages.words(_("Nobody is measured by a set in this period yet"), 12, bold=True, gap=8)
        return pages.finished()
    add_table(pages, totals, _("Everybody by the weights of their set"))
    tail = sum(pages.high_of(note, NOTE) for note in notes())
    add_table(pages, metrics, _("Metric by metric"), tail=tail)
    for note in notes():
        pages.words(note, NOTE, colour=QUIET)
    return pages.finished()


def notes() -> Iterable[str]:
    """How a card was reckoned."""
    return (
        _(
            "More is better: reached ÷ target. Less is better: 2 − reached ÷ target. Nothing counts below zero, and "
            "above a cap no more counts. What has no figure or no target is left out with its weight."
        ),
        _(
            "The sets are those that held at the end of the period, or of the day asked as of; where nobody had said "
            "anything by then, today’s."
        ),
    )


def _totals(lines: list[CardLine]) -> Table:
    heads = [_("Weighted attainment"), _("Of the weight"), _("Whose set")]
    first = {line.card.whose: line for line in lines}
    return Table(_("Who"), heads, [Line(one.name, _total(one)) for one in first.values()], bar=1)


def _total(line: CardLine) -> list[Cell]:
    total = line.card.total
    shown = formats.percent(total) if total is not None else "—"
    bar = min(round(100 * total), 100) if total is not None else 0
    of = _("their own") if line.card.of == line.card.whose else line.of
    known = Cell(formats.percent(line.card.known / 100))
    return [Cell(shown, state=state_of(total), percent=bar), known, Cell(of, is_words=True)]


def _metrics(lines: list[CardLine]) -> Table:
    heads = [_("Weight"), _("Target"), _("Reached"), _("Attainment"), _("Counts as"), _("Adds")]
    return Table(_("Metric"), heads, [Line(one.shown.name, _cells(one), one.name) for one in lines])


def _cells(line: CardLine) -> list[Cell]:
    shown = line.shown
    return [
        Cell(shown.weight),
        Cell(shown.target),
        Cell(shown.actual, shown.note),
        Cell(shown.attainment, state=shown.state),
        Cell(shown.counted, is_words=True),
        Cell(shown.adds),
    ]
