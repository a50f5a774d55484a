"""The funnel of one pipeline: what entered each stage, and which share of it moved on."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from penstock.dashboards.drafts import PICTURED, Kind
from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.groups import Group, cell, column_of, groups_of, percent, shortened
from penstock.dashboards.reading import Reading
from penstock.metrics.answer import Figure
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue import METRICS
from penstock.metrics.numbers import Line, Table
from penstock.pipelines.models import Stage, StageKind
from penstock.ui import formats

SHOWN = PICTURED[Kind.FUNNEL]
ROW = 50
Column = Mapping[str | None, Figure]


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The stages of the pipeline in which the most happened."""
    columns = {key: column_of(reading.answer(key, scope, ["stage"])) for key in SHOWN}
    entered, share = columns["stage_entered"], columns["stage_conversion"]
    places = reading.places()
    mine = [key for key in stages_of(entered, reading) if key in places and places[key].kind != StageKind.LOST]
    keys = [key for key in mine if entered.get(key) or key in share]
    groups = groups_of("stage", [*keys], scope, reading)
    most, currency = max((float(entered.get(key) or 0) for key in keys), default=0), reading.by.workspace.currency
    drawn.told = {
        "steps": [
            {**_step(one, places[one.key or ""], entered, share, most), "y": place * ROW}
            for place, one in enumerate(groups)
        ],
        "high": max(len(groups) * ROW - 14, 0),
    }
    drawn.says = _says(groups, share)
    drawn.table = Table(
        _("Stage"),
        [str(METRICS[key].name) for key in SHOWN],
        [
            Line(one.name, "", [cell(METRICS[key], columns[key].get(one.key), currency, one.url(key)) for key in SHOWN])
            for one in groups
        ],
    )


def _step(one: Group, stage: Stage, entered: Column, share: Column, most: float) -> dict[str, str]:
    """One stage, and which share of it goes on to the next."""
    moved = share.get(one.key)
    return {
        "label": shortened(stage.name),
        "state": "is-won" if stage.kind == StageKind.WON else "",
        "name": stage.name,
        "shown": formats.number(int(entered.get(one.key) or 0)),
        "url": one.url("stage_entered"),
        "percent": percent(float(entered.get(one.key) or 0), most),
        "share": _("%(share)s move on") % {"share": formats.percent(moved)} if moved is not None else "",
        "share_url": one.url("stage_conversion"),
    }


def _says(groups: list[Group], share: Column) -> str:
    """Where the fewest move on."""
    known = [(float(moved), one.name) for one in groups if (moved := share.get(one.key)) is not None]
    if len(known) < 2:
        return ""
    told = {"stage": min(known)[1], "share": formats.percent(min(known)[0])}
    return _("%(stage)s converts least: %(share)s move on") % told


def stages_of(entered: Column, reading: Reading) -> list[str]:
    """The stages, in order, of the pipeline that the figures are mostly about."""
    stages, weights = reading.stages(), dict[str, float]()
    for stage, value in entered.items():
        pipeline = stages.get(stage or "", "")
        weights[pipeline] = weights.get(pipeline, 0) + float(value or 0)
    busiest = max(weights, key=lambda one: weights[one], default="")
    return [stage for stage, pipeline in stages.items() if pipeline == busiest]
