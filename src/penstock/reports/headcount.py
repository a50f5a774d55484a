"""Revenue beside the number of people who sold, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from penstock.metrics import figures as words
from penstock.metrics.asked import Asked
from penstock.metrics.asking import newest_closing
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.numbers import rows_url
from penstock.metrics.periods import Period, period_of
from penstock.metrics.question import MISSING
from penstock.reports.figures import Figures
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

MONTHS = 12
"""So many months up to the end of the time asked for: half of them are compared with the half before."""


@dataclass(frozen=True)
class Month:
    """A month with its revenue and those who closed a deal or did something on one in it."""

    period: Period
    revenue: Decimal
    sellers: frozenset[str]


def headcount(figures: Figures) -> Table:
    """The months, the newest first, with revenue for each seller."""
    asked = replace(figures.asked, period=_year(figures), as_of=None)
    months = months_of(Figures(asked, figures.by))
    currency = figures.by.workspace.currency
    heads = [Head("revenue", _("Revenue won")), Head("sellers", _("Sellers")), Head("each", _("Revenue a seller"))]
    lines = [Line(one.period.label, _cells(one, asked, currency)) for one in reversed(months)]
    note = _("Sellers are those who closed a deal or did an activity on one in the month.")
    shown = lines if any(one.sellers or one.revenue for one in months) else []
    return Table("headcount", _title(months), _("Month"), heads, shown, note)


def months_of(figures: Figures) -> list[Month]:
    """Every month of the time asked for, the ones in which nothing happened too."""
    revenue = figures.column("revenue_won", "month")
    sellers: dict[str, set[str]] = {}
    for key in ("win_rate", "activities_done"):
        for month, owner in figures.column(key, "month", "owner").rows:
            if month and owner:
                sellers.setdefault(month, set()).add(owner)
    found, period = [], period_of("month", figures.asked.period.from_on or date.min)
    while period.from_on and period.from_on < (figures.asked.period.until_on or date.min):
        label = f"{period.from_on:%Y-%m}"
        found.append(Month(period, Decimal(revenue.value(label) or 0), frozenset(sellers.get(label, ()))))
        period = period.after
    return found


def _year(figures: Figures) -> Period:
    """Twelve months, the last of which is the last one of the time asked for that is over."""
    until, today = figures.asked.period.until_on, formats.today()
    last = min(until - timedelta(days=1) if until else newest_closing(figures.by), today)
    month = period_of("month", last)
    if month.until_on and month.until_on > today:
        month = month.before
    first = month
    for _time in range(MONTHS - 1):
        first = first.before
    return Period("custom", first.from_on, month.until_on)


def _cells(month: Month, asked: Asked, currency: str) -> list[Cell]:
    exact = words.exact(month.revenue, Unit.MONEY, currency)
    url = rows_url(replace(asked, period=month.period).query(metric="revenue_won"))
    many = len(month.sellers)
    each = month.revenue / many if many else None
    return [
        Cell(words.in_column(month.revenue, Unit.MONEY, currency), month.revenue, exact, url),
        Cell(formats.number(many), many, ", ".join(sorted(month.sellers))),
        Cell(words.in_column(each, Unit.MONEY, currency), each) if each is not None else Cell(MISSING),
    ]


def _title(months: Sequence[Month]) -> str:
    """How revenue and the number of sellers grew from one half of the months to the other."""
    halves = months[: MONTHS // 2], months[MONTHS // 2 :]
    (was, people_was), (now, people_now) = (
        (sum(one.revenue for one in half), sum(len(one.sellers) for one in half)) for half in halves
    )
    if not was or not all(one.sellers for one in months):
        return _("Revenue and the number of sellers")
    told = {
        "revenue": _signed(float(now) / float(was) - 1),
        "sellers": _signed(people_now / people_was - 1),
        "months": MONTHS // 2,
    }
    return (
        _("In the last %(months)s months revenue changed by %(revenue)s, the number of sellers by %(sellers)s") % told
    )


def _signed(share: float) -> str:
    text = formats.percent(abs(share))
    return ("+" if share > 0 else "−" if share < 0 else "±") + text
