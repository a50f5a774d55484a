"""Revenue beside the number of people who sold and, for those who may see it, beside payroll: by month, and growth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.metrics import figures as words
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ids_by_label, newest_closing
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.periods import Period, period_of
from penstock.metrics.question import MISSING
from penstock.payroll.sums import Payroll, payroll_of
from penstock.reports.figures import Column, Figures
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.models import Person

MONTHS = 12
"""So many months up to the end of the time asked for are shown; growth compares them with as many before."""

STRETCHES = (3, 6, 12)
"""Growth is told of so many months against as many before."""


@dataclass(frozen=True)
class Month:
    """A month with its revenue, those who closed a deal or did something on one in it, and what was paid."""

    period: Period
    revenue: Decimal
    sellers: frozenset[str]
    payroll: Decimal | None = None


@dataclass(frozen=True)
class Stretch:
    """Some months taken together; sellers are those of each month added up."""

    months: int
    revenue: Decimal
    sellers: int
    payroll: Decimal | None

    @classmethod
    def of(cls, months: Sequence[Month]) -> "Stretch":
        """These months; payroll is known where that of each is."""
        paid = [one.payroll for one in months if one.payroll is not None]
        together = sum(paid, Decimal(0)) if len(paid) == len(months) else None
        revenue = sum((one.revenue for one in months), Decimal(0))
        return cls(len(months), revenue, sum(len(one.sellers) for one in months), together)

    @property
    def a_month(self) -> Decimal:
        """Sellers of an average month."""
        return Decimal(self.sellers) / self.months

    @property
    def each(self) -> Decimal | None:
        """Revenue for each seller and month."""
        return self.revenue / self.sellers if self.sellers else None

    @property
    def per_unit(self) -> Decimal | None:
        """Revenue for each unit of payroll."""
        return self.revenue / self.payroll if self.payroll else None


def headcount(figures: Figures) -> tuple[Table, Table]:
    """The months, the newest first, with revenue for each seller and unit of payroll; and the growth of each."""
    asked = replace(figures.asked, period=_two_years(figures))
    months, payroll = with_payroll(months_of(Figures(asked, figures.by)), figures)
    if payroll:
        for currency, amount in payroll.left_out.items():
            figures.left_out[currency] = figures.left_out.get(currency, Decimal(0)) + amount
    happened = any(one.sellers or one.revenue for one in months[MONTHS:])
    shown = months if happened else []
    return _by_month(shown[MONTHS:], asked, figures, payroll), _growth(shown, figures, payroll)


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


def with_payroll(months: list[Month], figures: Figures) -> tuple[list[Month], Payroll | None]:
    """The months with what was paid in each, where the asker may see it; payroll is of people, not of pipelines."""
    if any(name != "team" for name, _value in figures.asked.where):
        return months, None
    spans = [(one.period.from_on, one.period.until_on) for one in months]
    days = [(first, end) for first, end in spans if first and end]
    payroll = payroll_of(days, figures.by, _people(figures))
    if payroll is None or not any(payroll.months):
        return months, None
    return [replace(one, payroll=paid) for one, paid in zip(months, payroll.months, strict=True)], payroll


def payroll_notes(figures: Figures, payroll: Payroll | None) -> str:
    """How payroll was reckoned; nothing for who may not see it."""
    if not figures.by.may_see_pay:
        return ""
    if payroll is None:
        return _("Payroll stands here once pay is set, and with no filter but by team: nobody is paid by the deal.")
    told = [_("Payroll is of everybody whose pay you may see, each day of a month its part, by the team of today.")]
    if payroll.converted:
        rates = _("%(currencies)s converted at the rate of each month’s last day.")
        told.append(rates % {"currencies": ", ".join(sorted(payroll.converted))})
    return " ".join(told)


def _people(figures: Figures) -> set[int] | None:
    """Those of the teams asked for; None for everybody."""
    labels = {value for name, value in figures.asked.where if name == "team"}
    if not labels:
        return None
    lowered = {value.casefold() for value in labels}
    teams = {pk for label, pk in ids_by_label("team", by=figures.by).items() if label.casefold() in lowered}
    found = set(Person.objects.of(figures.by).filter(team_id__in=teams).values_list("pk", flat=True))
    if MISSING in labels:
        found |= set(Person.objects.of(figures.by).filter(team_id=None).values_list("pk", flat=True))
    return found


def _two_years(figures: Figures) -> Period:
    """Twice twelve months, up to the last one of the time asked for that is over on the day asked as of."""
    until, today = figures.asked.period.until_on, min(formats.today(), figures.asked.as_of or date.max)
    over = today + timedelta(days=1) if figures.asked.as_of else today
    last = min(until - timedelta(days=1) if until else newest_closing(figures.by), today)
    month = period_of("month", last)
    if month.until_on and month.until_on > over:
        month = month.before
    first = month
    for _time in range(2 * MONTHS - 1):
        first = first.before
    return Period("custom", first.from_on, month.until_on)


def _by_month(months: Sequence[Month], asked: Asked, figures: Figures, payroll: Payroll | None) -> Table:
    currency = figures.by.workspace.currency
    heads = [Head("revenue", _("Revenue won")), Head("sellers", _("Sellers")), Head("each", _("Revenue a seller"))]
    if payroll:
        heads += [Head("payroll", _("Payroll")), Head("per_unit", _("Revenue per unit of payroll"))]
    revenue = figures.column("revenue_won")
    lines = [
        Line(one.period.label, _cells(one, revenue, Figures(replace(asked, period=one.period), figures.by), currency))
        for one in reversed(months)
    ]
    note = _("Sellers are those who closed a deal or did an activity on one in the month.")
    note = " ".join(filter(None, (note, payroll_notes(figures, payroll))))
    return Table("headcount", _("Revenue and those who sell, month by month"), _("Month"), heads, lines, note)


def _cells(month: Month, revenue: Column, figures: Figures, currency: str) -> list[Cell]:
    exact = words.exact(month.revenue, Unit.MONEY, currency)
    url = figures.url(revenue) if revenue.answer else ""
    stretch = Stretch.of([month])
    many = stretch.sellers
    cells = [
        Cell(words.in_column(month.revenue, Unit.MONEY, currency), month.revenue, exact, url),
        Cell(formats.number(many), many, ", ".join(sorted(month.sellers))),
        _money(stretch.each, currency),
    ]
    if month.payroll is None:
        return cells
    return [*cells, _money(month.payroll, currency), _ratio(stretch.per_unit)]


def _growth(months: Sequence[Month], figures: Figures, payroll: Payroll | None) -> Table:
    """How revenue, sellers and payroll grew, each stretch of months against as many before."""
    heads = [Head("revenue", _("Revenue won")), Head("sellers", _("Sellers")), Head("each", _("Revenue a seller"))]
    if payroll:
        heads += [Head("payroll", _("Payroll")), Head("per_unit", _("Revenue per unit of payroll"))]
    lines = []
    for many in STRETCHES if months else ():
        was, now = Stretch.of(months[-2 * many : -many]), Stretch.of(months[-many:])
        label = ngettext("Last %(count)s month", "Last %(count)s months", many) % {"count": many}
        lines.append(Line(label, _grown(was, now, figures.by.workspace.currency, payroll is not None)))
    note = _("Each against as many months before. Sellers and revenue a seller are those of an average month.")
    return Table("staff-growth", _title(months), _("Time"), heads, lines, note)


def _grown(was: Stretch, now: Stretch, currency: str, is_paid: bool) -> list[Cell]:
    def money(value: Decimal) -> str:
        return words.in_column(value, Unit.MONEY, currency)

    cells = [
        _change(was.revenue, now.revenue, money),
        _change(was.a_month, now.a_month, lambda value: formats.number(value, 1)),
        _change(was.each, now.each, money),
    ]
    if not is_paid:
        return cells
    return [
        *cells,
        _change(was.payroll, now.payroll, money),
        _change(was.per_unit, now.per_unit, lambda value: formats.number(value, 2)),
    ]


def _change(was: Decimal | None, now: Decimal | None, shown: Callable[[Decimal], str]) -> Cell:
    """The growth as a share, with both figures beneath."""
    if was is None or now is None:
        return Cell(MISSING)
    note = _("%(was)s → %(now)s") % {"was": shown(was), "now": shown(now)}
    if not was:
        return Cell(MISSING, note=note)
    share = float(now) / float(was) - 1
    return Cell(_signed(share), share, note=note)


def _money(amount: Decimal | None, currency: str) -> Cell:
    if amount is None:
        return Cell(MISSING)
    return Cell(words.in_column(amount, Unit.MONEY, currency), amount, words.exact(amount, Unit.MONEY, currency))


def _ratio(value: Decimal | None) -> Cell:
    return Cell(formats.number(value, 2), value) if value is not None else Cell(MISSING)


def _title(months: Sequence[Month]) -> str:
    """How revenue, sellers and payroll grew from one half of the last year to the other."""
    half = MONTHS // 2
    was, now = Stretch.of(months[-2 * half : -half]), Stretch.of(months[-half:])
    if not was.revenue or not was.sellers or not now.sellers:
        return _("Growth of revenue and of those who sell")
    told = {
        "revenue": _signed(float(now.revenue) / float(was.revenue) - 1),
        "sellers": _signed(now.sellers / was.sellers - 1),
        "months": half,
    }
    if was.payroll and now.payroll:
        told["payroll"] = _signed(float(now.payroll) / float(was.payroll) - 1)
        return (
            _(
                "In the last %(months)s months revenue changed by %(revenue)s, the number of sellers by %(sellers)s, "
                "payroll by %(payroll)s"
            )
            % told
        )
    return (
        _("In the last %(months)s months revenue changed by %(revenue)s, the number of sellers by %(sellers)s") % told
    )


def _signed(share: float) -> str:
    text = formats.percent(abs(share))
    return ("+" if share > 0 else "−" if share < 0 else "±") + text
