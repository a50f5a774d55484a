"""The seasons that the forecast has learnt: in which months more is won than on average, and in which less."""

from datetime import date

from babel.dates import get_month_names
from django.utils.translation import gettext as _

from penstock.forecasts.seasons import Seasons
from penstock.reports.outlook.asking import Outlook
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

TELLING = 0.05
"""A month that differs by less is as any other."""

MOST = 3
"""So many months are named in the title."""


def seasons(outlook: Outlook) -> list[Table]:
    """A line for each month of the year, where any differs; only for who may read all deals, because all count."""
    if outlook.by.readable_people is not None:
        return []
    learnt: Seasons = outlook.ask("seasons", lambda forecast: forecast.known(outlook.window.as_of).seasons)
    if learnt.strongest < TELLING:
        return []
    names = dict(get_month_names("wide", context="stand-alone", locale=formats.reader_locale()))
    longest = learnt.strongest
    lines = [Line(_capital(names[month]), [_cell(learnt.factors.get(month, 1.0), longest)]) for month in range(1, 13)]
    heads = [Head("factor", _("Against the average"))]
    note = _(
        "Deals won in the month against the average of the year, by the last three years, whatever is filtered; where "
        "little was seen it is drawn towards the average. Deals that are still to come are reckoned with it."
    )
    return [Table("seasons", _title(outlook, learnt, names), _("Month"), heads, lines, note, bar=1, from_middle=True)]


def _title(outlook: Outlook, learnt: Seasons, names: dict[int, str]) -> str:
    """The months of the period that differ most."""
    telling = [month for month in months_of(outlook) if abs(learnt.factors.get(month, 1.0) - 1) >= TELLING]
    strongest = sorted(telling, key=lambda month: -abs(learnt.factors[month] - 1))[:MOST]
    if not strongest:
        return _("The months of this period are as any other; these are not")
    said = (_sentence(_capital(names[month]), learnt.factors[month] - 1) for month in sorted(strongest))
    return formats.listed(said, ";")


def _sentence(month: str, off: float) -> str:
    words = {"month": month, "share": formats.percent(abs(off))}
    if off > 0:
        return _("%(month)s: %(share)s more deals are won than on average") % words
    return _("%(month)s: %(share)s fewer deals are won than on average") % words


def months_of(outlook: Outlook) -> list[int]:
    """The calendar months that the period has a day in, each once."""
    day = outlook.window.from_on.replace(day=1)
    found: list[int] = []
    while day < outlook.window.until_on and len(found) < 12:
        found.append(day.month)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return found


def _cell(factor: float, longest: float) -> Cell:
    off = factor - 1
    shown = formats.percent(abs(off))
    if shown == formats.percent(0):
        return Cell("±" + shown, off)
    return Cell(("+" if off > 0 else "−") + shown, off, percent=round(100 * off / longest))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
