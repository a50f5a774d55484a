"""How the forecast of a period stood on earlier days: what one would have said on each, from what was known then."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.forecasts.expected import Expected, Window
from penstock.metrics.question import MISSING
from penstock.reports.figures import Figures
from penstock.reports.outlook.asking import Outlook
from penstock.reports.outlook.remarks import beside
from penstock.reports.outlook.ways import money
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

OFF = gettext_lazy("What was said less what came, of what came.")
STEPS = 6
"""So many days stand in the table, the last of them that of asking."""
WEEKS = timedelta(days=28)
"""So long before the period begins one looks back at least."""


def days_of(window: Window, is_over: bool) -> list[date]:
    """Days from before the period until the day of asking, or until its end where it is over, evenly apart."""
    last = window.until_on - timedelta(days=1) if is_over else window.as_of
    first = min(window.from_on - timedelta(days=1), last - WEEKS)
    whole = (last - first).days
    return sorted({first + timedelta(days=round(whole * step / (STEPS - 1))) for step in range(STEPS)})


def course(outlook: Outlook) -> Table:
    """A line for each day: what was won by then, what was to be expected, and by how much that was off."""
    days = days_of(outlook.window, outlook.is_over)
    found = outlook.ask("course", lambda forecast: forecast.as_of(days, outlook.window))
    longest = max((one.together for one in found), default=0.0)
    lines = [Line(formats.full_day(one.window.as_of), _cells(one, outlook, longest)) for one in found]
    heads = [
        Head("won", _("Won by then")),
        Head("expected", _("Expected")),
        *([Head("off", _("Off by"), OFF)] if outlook.is_over else []),
    ]
    title = _("How the forecast stood on earlier days")
    return Table("course", title, _("At the end of"), heads, lines, bar=2)


def earlier(outlook: Outlook) -> Table:
    """A line for each earlier time that the same is asked of: what was said, and what came."""
    found = outlook.told.earlier
    longest = max((one.won + one.came for one in found), default=0.0)
    lines, outside = [], beside([one.window for one in found], outlook)
    for place, one in enumerate(found):
        last = one.window.until_on - timedelta(days=1)
        words = {"first": formats.full_day(one.window.from_on), "last": formats.full_day(last)}
        asked = Cell(formats.full_day(one.window.as_of), one.window.as_of.isoformat())
        said, came = one.won + one.said, one.won + one.came
        off = off_by((said - came) / came if came else None)
        cells = [asked, money(said, outlook), money(came, outlook, longest), off, *outside[place : place + 1]]
        lines.append(Line(_("%(first)s to %(last)s") % words, cells))
    title = _("How wrong it was before")
    if outlook.told.usually_wrong_by is not None:
        words = {"share": formats.percent(outlook.told.usually_wrong_by)}
        title = _("Before, what was still to come differed by %(share)s in the middle") % words
    heads = [Head("asked", _("Asked at the end of"), is_words=True), Head("said", _("Said"))]
    heads += [Head("came", _("Came")), Head("off", _("Off by"), OFF)]
    heads += [Head("remarks", _("What else happened"), is_words=True)] if outside else []
    note = _("As long a time, asked as far ahead, with what was known of stages then.")
    return Table("earlier", title, _("Period"), heads, lines, note, bar=3)


def _cells(one: Expected, outlook: Outlook, longest: float) -> list[Cell]:
    cells = [_won(one, outlook), money(one.together, outlook, longest)]
    if outlook.came is not None:
        off = (one.together - outlook.came) / outlook.came if outlook.came else None
        cells.append(off_by(off))
    return cells


def _won(one: Expected, outlook: Outlook) -> Cell:
    """What was won by then, leading to these deals."""
    figures, cell = outlook.closed, money(one.won, outlook)
    asked = replace(figures.asked, as_of=one.window.as_of if one.window.as_of < formats.today() else None)
    return replace(cell, url=Figures(asked, outlook.by).url(figures.column("revenue_won")))


def off_by(off: float | None) -> Cell:
    """By which share a number was too high or too low."""
    if off is None:
        return Cell(MISSING)
    shown = formats.fixed_percent(abs(off), 0)
    sign = "±" if shown == formats.fixed_percent(0, 0) else "+" if off > 0 else "−"
    return Cell(sign + shown, off)
