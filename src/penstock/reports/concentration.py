"""Concentration: on how few people, customers and deals the revenue and the pipeline hang, and what to win soon."""

from collections.abc import Sequence
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.attention.balance import FEWEST, TOO_MUCH
from penstock.deals.models import Deal
from penstock.metrics import figures as words
from penstock.metrics.answer import Row
from penstock.metrics.asked import Asked
from penstock.metrics.asking import behind
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.parts import Largest, largest
from penstock.metrics.question import MISSING
from penstock.reports.figures import Column, Figures, Group
from penstock.reports.headcount import headcount
from penstock.reports.quick_wins import quick_wins
from penstock.reports.report import Drawn, Report
from penstock.reports.spread import fewest_for, gini, share_of_first, top_third
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

SHOWN = 20
"""So many companies and deals, the largest first."""


def draw(asked: Asked, by: Actor) -> Drawn:
    """Sellers, customers and deals by their share of revenue; the pipeline by its largest deals; and headcount."""
    figures = Figures(asked, by)
    sellers = _shares(figures, "owner", None)
    tables: tuple[Table, ...] = (
        _table(figures, "sellers", _("Revenue by seller"), sellers, "owner"),
        _table(figures, "companies", _("Revenue by customer"), _shares(figures, "company", SHOWN), "company"),
        _deals(figures, "deals", _("The largest won deals"), "revenue_won"),
        _hanging(figures),
        quick_wins(figures),
        *headcount(figures),
    )
    if not any(table.lines for table in tables[:4]):
        tables = ()
    return Drawn(_title(sellers), tables, _notes(sellers), left_out=figures.left_out)


def _shares(figures: Figures, dimension: str, most: int | None) -> list[Row]:
    """The groups that brought revenue, the most first; None of ``most`` means all."""
    rows = [row for row in figures.column("revenue_won", dimension).rows.values() if row.value]
    return sorted(rows, key=lambda row: (-float(row.value or 0), row.group[0] or ""))


def _title(sellers: Sequence[Row]) -> str:
    amounts = [row.value or 0 for row in sellers if row.group[0]]
    first = top_third(len(amounts))
    share = share_of_first(amounts, first)
    if share is None or len(amounts) < 2:
        return _("Too few people have won anything to say how it is spread")
    told = {"first": formats.number(first), "all": formats.number(len(amounts)), "share": formats.percent(share)}
    sentence = ngettext(
        "%(first)s of %(all)s sellers, the best, brought %(share)s of the revenue",
        "%(first)s of %(all)s sellers, the best third, brought %(share)s of the revenue",
        first,
    )
    return sentence % told


def _notes(sellers: Sequence[Row]) -> tuple[str, ...]:
    spread = gini([row.value or 0 for row in sellers if row.group[0]])
    told = [_("A third of the sellers would bring a third of the revenue if all brought the same.")]
    if spread is not None:
        told.append(
            _("Gini’s coefficient of the sellers is %(gini)s: 0 if all bring the same, 1 if one brings everything.")
            % {"gini": formats.number(spread, 2)}
        )
    return tuple(told)


def _table(figures: Figures, key: str, title: str, rows: Sequence[Row], dimension: str) -> Table:
    """The groups with their share, and how much they and all before them have together."""
    revenue = figures.column("revenue_won", dimension)
    total = sum((Fraction(row.value or 0) for row in revenue.rows.values()), Fraction(0))
    running, lines = Fraction(0), []
    longest = float(max((row.value or 0 for row in rows), default=0))
    for row in rows[:SHOWN] if dimension == "company" else rows:
        running += Fraction(row.value or 0)
        cells = [figures.cell(revenue, *row.group, longest=longest), _share(Fraction(row.value or 0), total)]
        lines.append(Line(row.group[0] or MISSING, [*cells, _share(running, total)]))
    half = fewest_for([row.value or 0 for row in rows], Fraction(1, 2))
    told = {"count": formats.number(half), "all": formats.number(len(rows))}
    note = _("Half of the revenue: %(count)s of %(all)s.") % told
    name = _("Owner") if dimension == "owner" else _("Company")
    return Table(key, title, name, _heads(str(revenue.metric.name)), lines, note if rows else "", bar=1)


def _heads(first: str) -> list[Head]:
    together = _("What this line and all above it have together.")
    return [Head("value", first), Head("share", _("Share")), Head("running", _("Cumulative"), together)]


def _share(part: Fraction, whole: Fraction) -> Cell:
    if not whole:
        return Cell(MISSING)
    share = float(part / whole)
    return Cell(formats.fixed_percent(share, 1), share)


def _deals(figures: Figures, key: str, title: str, metric: str) -> Table:
    """The deals that carry most of a figure, each leading to itself."""
    by, words = figures.by, figures.words(metric)
    column = figures.column(metric)
    found = behind(metric, (), by=by, page=slice(0, SHOWN), **words) if words else []
    rows = [row for row in found if row.amount]
    known = Deal.objects.of(by).in_bulk([row.deal_id for row in rows])
    total, running, lines = Fraction(column.value() or 0), Fraction(0), []
    longest = float(max((row.amount or 0 for row in rows), default=0))
    for row in rows:
        amount = Fraction(row.amount or 0)
        running += amount
        if row.deal_id in known:
            deal = known[row.deal_id]
            cells = [_money(float(amount), figures, longest), _share(amount, total), _share(running, total)]
            lines.append(Line(deal.name, cells, url=reverse("deals:deal", args=[deal.pk])))
    return Table(key, title, _("Deal"), _heads(_("Value")), lines, bar=1)


def _money(amount: float, figures: Figures, longest: float = 0) -> Cell:
    currency = figures.by.workspace.currency
    bar = round(100 * amount / longest) if longest else 0
    shown = words.in_column(amount, Unit.MONEY, currency)
    return Cell(shown, amount, words.exact(amount, Unit.MONEY, currency), percent=bar)


def _hanging(figures: Figures) -> Table:
    """The whole open pipeline and each seller's, its largest deal by weight, and a warning where it hangs on that."""
    key = "weighted_pipeline_value"
    words = figures.words(key)
    mine = largest(key, by=figures.by, split=["owner"], **words) if words else {}
    told = sorted(mine.items(), key=lambda pair: -pair[1].amount / (pair[1].total or 1))
    if words and len(told) > 1:
        told = [*largest(key, by=figures.by, **words).items(), *told]
    deals = Deal.objects.of(figures.by).in_bulk([one.deal_id for _group, one in told])
    weighted = {len(split): figures.column(key, *split) for split in ((), ("owner",))}
    lines = [_hangs(figures, weighted[len(group)], group, one, deals.get(one.deal_id)) for group, one in told]
    heads = [Head("weighted", str(weighted[0].metric.name)), Head("deals", _("Open deals"))]
    heads += [Head("largest", _("Largest deal"), is_words=True), Head("share", _("Its share"))]
    note = _(
        "Weighted by probability. A warning stands where one of at least %(least)s deals has %(share)s of it or more."
    )
    limits = {"least": formats.number(FEWEST), "share": formats.percent(TOO_MUCH)}
    return Table("hanging", _("What each pipeline hangs on"), _("Owner"), heads, lines, note % limits)


def _hangs(figures: Figures, weighted: Column, group: tuple[Group, ...], one: Largest, deal: Deal | None) -> Line:
    """A pipeline; without a group it is everybody's."""
    share = one.amount / one.total if one.total else 0.0
    warned = one.n >= FEWEST and share >= TOO_MUCH
    name = Cell(deal.name, deal.name, url=reverse("deals:deal", args=[deal.pk])) if deal else Cell(MISSING, MISSING)
    cells = [
        figures.cell(weighted, *group),
        Cell(formats.number(one.n), one.n, url=figures.url(weighted, *group)),
        name,
    ]
    note = _("too much on one deal") if warned else ""
    cells.append(Cell(formats.fixed_percent(share, 1), share, note=note, state="stuck" if warned else ""))
    return Line((group[0] or MISSING) if group else _("Everybody"), cells)


REPORT = Report(
    "concentration",
    gettext_lazy("Concentration"),
    gettext_lazy("On how few people, customers and deals revenue and pipeline hang, and what can be won soon instead."),
    "crosshair",
    draw,
    filters=("pipeline", "team", "owner", "source"),
    narrows=True,
)
