"""When calls are answered: by hour of the day and day of the week, each against all other times."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.words import said
from penstock.reports.chance import Share, holding, of_shares
from penstock.reports.figures import Column, Figures
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

KEY = "calls_answered_share"
TIMES = ("hour", "weekday")


@dataclass(frozen=True)
class Time:
    """An hour or a weekday: of how many calls somebody answered then, and at all other times."""

    column: Column
    label: str
    then: Share
    others: Share

    @property
    def chance(self) -> float | None:
        """How likely chance alone parts the two; None for too few."""
        return of_shares(self.then, self.others)


def answered_when(figures: Figures) -> Table:
    """Every hour and weekday in which somebody called."""
    columns = [figures.column(KEY, name) for name in TIMES]
    times = [time for column in columns for time in _times(column)]
    holds = holding(time.chance for time in times)
    lines = [
        Line(
            said(time.column.split[0], time.label),
            [_answered(figures, time), _words(time, held)],
            under=str(DIMENSIONS[time.column.split[0]].name),
        )
        for time, held in zip(times, holds, strict=True)
    ]
    heads = [Head("answered", figures.column(KEY).metric.name), Head("says", _("It says"), is_words=True)]
    note = _("Each time against all others. Only calls count whose outcome was written down.")
    return Table("answered", _("When calls are answered"), _("Time"), heads, lines, note)


def _times(column: Column) -> Iterator[Time]:
    shares = {
        row.group[0]: Share(round(float(row.value or 0) * row.n), row.n) for row in column.rows.values() if row.group[0]
    }
    whole = Share(sum(one.yes for one in shares.values()), sum(one.of for one in shares.values()))
    for label in sorted(shares):
        yield Time(column, label, shares[label], whole.without(shares[label]))


def _answered(figures: Figures, time: Time) -> Cell:
    told = {"hits": formats.number(time.then.yes), "all": formats.number(time.then.of)}
    return figures.cell(time.column, time.label, note=_("%(hits)s of %(all)s") % told)


def _words(time: Time, held: bool) -> Cell:
    words = _("no clear difference")
    if time.chance is None:
        words = _("too few to say")
    elif held:
        better = (time.then.value or 0) > (time.others.value or 0)
        words = _("answered more often than at other times") if better else _("answered less often than at other times")
    return Cell(words, words)
