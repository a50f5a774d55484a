"""Why deals were lost, by the stage they were lost from: a table that several reports have."""

from django.utils.translation import gettext as _

from penstock.metrics.question import MISSING
from penstock.reports.figures import Column, Figures, Group
from penstock.reports.tables import Cell, Head, Line, Table


def reasons_by_stage(figures: Figures, losses: Column) -> Table:
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
    """What was lost for a reason at each stage; where nothing was, quietly."""
    return [figures.cell(losses, reason, stage, state="" if losses.row(reason, stage) else "none") for stage in stages]
