"""The funnel by stage: what entered, what moved on, how long it took, and for which reasons deals were lost there."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics.asked import Asked
from penstock.metrics.question import MISSING
from penstock.reports.figures import Column, Figures, Group
from penstock.reports.report import Drawn, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.workspaces.actor import Actor

FUNNEL = (
    "stage_entered",
    "stage_moved_on",
    "stage_lost",
    "stage_conversion",
    "stage_conversion_cohort",
    "stage_days_median",
    "stage_time_to_next",
    "stage_backward_moves",
)


def draw(asked: Asked, by: Actor) -> Drawn:
    """The funnel, and beneath it the reasons of the losses at each stage."""
    figures = Figures(asked, by)
    losses = figures.column("losses", "loss_reason", "stage")
    funnel = figures.table("funnel", _("What entered each stage and what became of it"), FUNNEL, "stage", bar=1)
    return Drawn(_title(losses), (funnel, _reasons(figures, losses)), left_out=figures.left_out)


def _title(losses: Column) -> str:
    """Where and for what most was lost."""
    rows = [row for row in losses.rows.values() if row.group[0] and row.group[1]]
    if not rows:
        return _("Nothing was lost in this time")
    most = max(rows, key=lambda row: row.n)
    return _("Most was lost at %(stage)s for “%(reason)s”") % {"stage": most.group[1], "reason": most.group[0]}


def _reasons(figures: Figures, losses: Column) -> Table:
    """Losses by reason, a column for each stage."""
    stages = figures.groups("stage", (stage for _reason, stage in losses.rows))
    counted: dict[Group, int] = {}
    for row in losses.rows.values():
        counted[row.group[0]] = counted.get(row.group[0], 0) + row.n
    whole = figures.column("losses", "loss_reason")
    value = figures.column("losses_value", "loss_reason")
    lines = [
        Line(
            reason or MISSING,
            [*_cells(figures, losses, reason, stages), figures.cell(whole, reason), figures.cell(value, reason)],
        )
        for reason in sorted(counted, key=lambda one: (-counted[one], one or ""))
    ]
    heads = [Head(stage or "", stage or MISSING) for stage in stages]
    title = _("Why deals were lost, by the stage they were lost from")
    together = [Head("losses", _("Together")), Head("losses_value", value.metric.name)]
    return Table("reasons", title, _("Loss reason"), [*heads, *together], lines)


def _cells(figures: Figures, losses: Column, reason: Group, stages: dict[Group, str]) -> list[Cell]:
    return [figures.cell(losses, reason, stage) for stage in stages]


REPORT = Report(
    "stage-funnel",
    gettext_lazy("Stage funnel"),
    gettext_lazy("What entered each stage, what moved on, how long it took, and why deals were lost there."),
    "funnel",
    draw,
)
