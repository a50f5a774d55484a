"""The sales report from one day until another: what is open, what came, was won and lost, why, and the work done."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.metrics import figures as words
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.question import MISSING
from penstock.reports.against import change_cell, ended_before
from penstock.reports.figures import Column, Figures, Group, heads
from penstock.reports.report import Drawn, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

AT_THE_END = ("open_deals", "pipeline_value", "weighted_pipeline_value")
CLOSED = ("deals_won", "revenue_won", "deals_lost", "win_rate", "average_won_deal")
CALLS = ("calls_made", "calls_answered_share", "calls_received", "calls_taken_share")
WORK = ("activities_done", *CALLS, "meetings_booked", "meetings_held")
BY_SELLER = ("deals_won", "revenue_won", "deals_lost", "win_rate", *AT_THE_END, *WORK)
BY_SOURCE = ("deals_won", "revenue_won", "deals_lost", "win_rate", "open_deals", "pipeline_value")
SPLITS = {"owner": BY_SELLER, "team": BY_SELLER, "department": BY_SELLER, "source": BY_SOURCE}
NEW = (("change", "new"),)


def draw(asked: Asked, by: Actor) -> Drawn:
    """All of it against the period before, then by stage, reason, seller and source."""
    figures, earlier = Figures(asked, by), ended_before(asked)
    past = Figures(earlier, by) if earlier else None
    for one in (figures, past) if past else (figures,):
        one.foresee((*AT_THE_END, *CLOSED, *WORK))
        one.column("deals_lost", "loss_reason")
        _asked_new(one)
    figures.foresee(AT_THE_END, "stage", "expected_month")
    for split, metrics in SPLITS.items():
        figures.foresee(metrics, split)
        _asked_new(figures, split)
    tables: tuple[Table, ...] = (
        _together(figures, past),
        figures.table("stages", _("What is open at the end, by stage"), AT_THE_END, "stage", bar=1),
        _reasons(figures, past),
        _by(figures, "sellers", _("What each seller did"), BY_SELLER, "owner"),
        *_rolled_up(figures),
        figures.table("expected", _("What is open at the end, by expected close"), AT_THE_END, "expected_month", bar=2),
        _by(figures, "sources", _("What each source brought"), BY_SOURCE, "source"),
    )
    if not tables[1].lines and not tables[3].lines:
        tables = ()
    return Drawn(_title(figures), tables, _notes(earlier), left_out=figures.left_out)


def _title(figures: Figures) -> str:
    won, revenue, opened = (figures.column(key) for key in ("deals_won", "revenue_won", "open_deals"))
    told = {
        "count": formats.number(int(won.value() or 0)),
        "revenue": words.shown(revenue.value(), Unit.MONEY, figures.by.workspace.currency),
        "open": formats.number(int(opened.value() or 0)),
    }
    sentence = ngettext(
        "%(count)s deal won, worth %(revenue)s; %(open)s open at the end",
        "%(count)s deals won, worth %(revenue)s; %(open)s open at the end",
        int(won.value() or 0),
    )
    return sentence % told


def _together(figures: Figures, past: Figures | None) -> Table:
    """Every figure of the period, beside the period before."""
    lines = [_line(figures, past, key) for key in AT_THE_END]
    lines += _new(figures, past)
    lines += [_line(figures, past, key) for key in (*CLOSED, *WORK)]
    columns = [Head("now", _("In this time"))]
    if past:
        columns += [Head("before", _("Earlier")), Head("change", _("Difference"))]
    return Table("figures", _("The figures together"), _("Figure"), columns, lines)


def _line(figures: Figures, past: Figures | None, key: str) -> Line:
    now = figures.column(key)
    cells = [figures.cell(now)]
    if past:
        was = past.column(key)
        cells += [past.cell(was), change_cell(now.metric, now.value(), was.value())]
    return Line(str(now.metric.name), cells)


def _new(figures: Figures, past: Figures | None) -> list[Line]:
    """The new deals, as a number and as what they are worth at the end."""
    now, was = _asked_new(figures), _asked_new(past) if past else None
    count, worth = [counted(figures, now)], [figures.cell(now)]
    if past and was:
        count += [counted(past, was), _count_change(now, was)]
        worth += [past.cell(was), change_cell(METRICS["pipeline_value"], now.value(), was.value())]
    return [Line(_("New deals"), count), Line(_("Value of new deals"), worth)]


def _asked_new(figures: Figures, *split: str) -> Column:
    return figures.column("pipeline_changes", *split, where=NEW)


def counted(figures: Figures, column: Column, *group: Group) -> Cell:
    """How many rows are behind a figure, leading to them."""
    if column.answer is None:
        return Cell(MISSING)
    row = column.row(*group)
    n = row.n if row else 0
    return Cell(formats.number(n), n, url=figures.url(column, *group))


def _count_change(now: Column, was: Column) -> Cell:
    counts = [row.n if (row := column.row()) else 0 for column in (now, was)]
    return change_cell(METRICS["stage_entered"], *counts)


def _reasons(figures: Figures, past: Figures | None) -> Table:
    """Lost deals by reason, the most frequent first."""
    now = figures.column("deals_lost", "loss_reason")
    was = past.column("deals_lost", "loss_reason") if past else None
    groups = sorted(now.rows, key=lambda group: (-now.rows[group].n, group[0] or ""))
    most = max((row.n for row in now.rows.values()), default=0)
    lines = []
    for group in groups:
        cells = [figures.cell(now, *group, longest=most)]
        if past and was:
            cells += [past.cell(was, *group), change_cell(now.metric, now.value(*group), was.value(*group))]
        lines.append(Line(group[0] or MISSING, cells))
    columns = [Head("deals_lost", now.metric.name)]
    if past:
        columns += [Head("before", _("Earlier")), Head("change", _("Difference"))]
    return Table("reasons", _("Why deals were lost"), _("Loss reason"), columns, lines, bar=1)


def _by(figures: Figures, key: str, title: str, metrics: Iterable[str], dimension: str) -> Table:
    """The figures by one dimension, new deals first, the most revenue on top."""
    new = _asked_new(figures, dimension)
    columns = [one for one in (figures.column(metric, dimension) for metric in metrics) if one.rows]
    groups = {group for one in (new, *columns) for group in one.rows}
    if groups == {(None,)}:
        groups = set()
    revenue = figures.column("revenue_won", dimension)
    ordered = sorted(groups, key=lambda group: (-float(revenue.value(*group) or 0), group[0] is None, group[0] or ""))
    lines = [
        Line(group[0] or MISSING, [counted(figures, new, *group), *(figures.cell(one, *group) for one in columns)])
        for group in ordered
    ]
    return Table(key, title, DIMENSIONS[dimension].name, [Head("new", _("New deals")), *heads(columns)], lines)


def _rolled_up(figures: Figures) -> list[Table]:
    """The same of teams, and of departments where teams stand beneath others."""
    teams = _by(figures, "teams", _("What each team did"), BY_SELLER, "team")
    departments = _by(figures, "departments", _("What each department did"), BY_SELLER, "department")
    is_other = {line.label for line in departments.lines} != {line.label for line in teams.lines}
    found = [teams, *([departments] if is_other else [])]
    return [one for one in found if any(line.label != MISSING for line in one.lines)]


def _notes(earlier: Asked | None) -> tuple[str, ...]:
    told = [
        _("What is open is told as of the end of the time; the rest happened within it."),
        _("A team’s figures are those of its own people; a department’s those of a team on top and all beneath it."),
        _("New deals are those that were not there when the time began, whatever became of them since."),
    ]
    if earlier:
        told.append(_("Earlier: %(period)s") % {"period": earlier.period.label})
    return tuple(told)


REPORT = Report(
    "sales",
    gettext_lazy("Sales report"),
    gettext_lazy("From one day until another: what is open, what came, was won and lost, and the work behind it."),
    "receipt-text",
    draw,
    filters=("pipeline", "team", "owner", "source", "product", "type"),
    narrows=True,
)
