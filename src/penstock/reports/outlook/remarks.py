"""What happens outside beside what the forecast tells: remarks of the period, of earlier ones, and their words."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.forecasts.expected import Window
from penstock.metrics.asked import Asked
from penstock.reports.outlook.asking import Outlook
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.targets.models import Remark
from penstock.targets.periods import Span
from penstock.targets.reach import leads
from penstock.ui import formats

KEY = "remarks"


def remarks(outlook: Outlook) -> list[Table]:
    """A line for each remark that touches the period; without one only who may write some sees where they go."""
    may_change = leads(outlook.by)
    found = of_window(outlook.window, outlook)
    if not found and not may_change:
        return []
    lines = [Line(_days(one), [_told(one, outlook.asked, may_change), _who(one)]) for one in found]
    heads = [Head("what", _("What"), is_words=True), Head("who", _("Written by"), is_words=True)]
    note = _("What comes from outside, such as a rise of prices, a trade fair or a competitor who gives up.")
    return [Table(KEY, _("What else happens"), _("When"), heads, lines, "" if found else note)]


def of_window(window: Window, outlook: Outlook) -> list[Remark]:
    """Those that touch a period, the first first."""
    return [one for one in outlook.remarks if one.touches(Span(window.from_on, window.until_on))]


def beside(windows: Iterable[Window], outlook: Outlook) -> list[Cell]:
    """What touched each of the periods; nothing at all where none was touched."""
    told = [formats.listed((one.text for one in of_window(window, outlook)), ";") for window in windows]
    return [Cell(words, words) for words in told] if any(told) else []


def add_url(asked: Asked) -> str:
    """Where one is added, with the question to come back to."""
    return reverse("reports:add_remark") + asked.query()


def _told(one: Remark, asked: Asked, may_change: bool) -> Cell:
    url = reverse("reports:change_remark", args=[one.pk]) + asked.query() if may_change else ""
    return Cell(one.text, one.text, url=url, is_dialog=True)


def _who(one: Remark) -> Cell:
    name = one.written_by.name if one.written_by else ""
    return Cell(name, name)


def _days(one: Remark) -> str:
    if one.last_on == one.from_on:
        return formats.full_day(one.from_on)
    words = {"first": formats.full_day(one.from_on), "last": formats.full_day(one.last_on)}
    return _("%(first)s to %(last)s") % words
