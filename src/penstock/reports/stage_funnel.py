"""The funnel by stage: what entered, what moved on, how long it took, and for which reasons deals were lost there."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics.asked import Asked
from penstock.reports.figures import Column, Figures
from penstock.reports.loss_reasons import reasons_by_stage
from penstock.reports.report import Drawn, Report
from penstock.reports.stages import open_stages
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
    funnel = figures.table(
        "funnel", _("What entered each stage and what became of it"), FUNNEL, "stage", only=open_stages(by), bar=1
    )
    return Drawn(_title(losses), (funnel, reasons_by_stage(figures, losses)), left_out=figures.left_out)


def _title(losses: Column) -> str:
    """Where and for what most was lost."""
    rows = [row for row in losses.rows.values() if row.group[0] and row.group[1]]
    if not losses.rows:
        return _("Nothing was lost in this time")
    if not rows:
        return _("Nobody named a reason for what was lost in this time")
    most = max(rows, key=lambda row: row.n)
    return _("Most was lost at %(stage)s for “%(reason)s”") % {"stage": most.group[1], "reason": most.group[0]}


REPORT = Report(
    "stage-funnel",
    gettext_lazy("Stage funnel"),
    gettext_lazy("What entered each stage, what moved on, how long it took, and why deals were lost there."),
    "funnel",
    draw,
    filters=("pipeline", "team", "owner", "source"),
    narrows=True,
)
