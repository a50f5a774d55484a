"""The flow between the stages of one pipeline, as a Sankey diagram: how many visits led from where to where."""

from collections import defaultdict
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.funnel import stages_of
from penstock.dashboards.drawing.groups import column_of, shortened
from penstock.dashboards.reading import Reading
from penstock.metrics.asked import Asked
from penstock.metrics.numbers import Cell, Line, Table, rows_url
from penstock.pipelines.models import Stage
from penstock.ui import formats

METRIC = "stage_days"
"""Its rows are the visits that ended, by the stage they ended in and the one they led to."""
WIDE, HIGH, TOP, THICK = 1000, 210, 40, 12
BETWEEN = 44
"""Room for the names of the last stages, which stand below each other."""
Flows = dict[tuple[str, str], int]


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """Ribbons forward; what went back is told in words, for a picture of both ways cannot be read."""
    answer = reading.answer(METRIC, scope, ["stage", "next_stage"])
    entered = column_of(reading.answer("stage_entered", scope, ["stage"]))
    order = {stage: place for place, stage in enumerate(stages_of(entered, reading))}
    flows = {(str(a), str(b)): n for (a, b), n, _value in answer.rows if a in order and b in order}
    forward = {pair: n for pair, n in flows.items() if order[pair[0]] < order[pair[1]]}
    back = sum(flows.values()) - sum(forward.values())
    picture = _Picture(forward, list(order), scope, reading.places())
    drawn.told = {
        "nodes": picture.nodes(),
        "ribbons": picture.ribbons(),
        "wide": WIDE,
        "high": HIGH + TOP + 8,
        "top": TOP,
    }
    drawn.says = (
        ngettext("%(count)s move went back and is not drawn", "%(count)s moves went back and are not drawn", back)
        % {"count": formats.number(back)}
        if back
        else ""
    )
    drawn.table = Table(
        _("From"),
        [_("To"), _("Moves")],
        [
            Line(
                a, "", [Cell("", b, b, "", None), Cell("", formats.number(n), formats.number(n), _url(a, b, scope), n)]
            )
            for (a, b), n in sorted(flows.items(), key=lambda one: (order[one[0][0]], order[one[0][1]]))
        ],
    )


class _Picture:
    """Where the stages and the ribbons between them stand; the last stages share the last place."""

    def __init__(self, flows: Flows, order: list[str], scope: Asked, stages: dict[str, Stage]) -> None:
        used = [stage for stage in order if any(stage in pair for pair in flows)]
        self.flows, self.scope, self.stages = flows, scope, stages
        ends = [stage for stage in used if not any(pair[0] == stage for pair in flows)]
        self.path = [stage for stage in used if stage not in ends]
        self.ends = ends
        self.sizes = {stage: max(_out(flows, stage), _in(flows, stage)) for stage in used}
        tallest = max((self.sizes[stage] for stage in self.path), default=0)
        self.scale = (HIGH - BETWEEN * max(len(ends) - 1, 0)) / max(tallest, sum(self.sizes[s] for s in ends), 1)

    def place(self, stage: str) -> tuple[float, float]:
        """Where a stage begins: across, and down."""
        last = max(len(self.path), 1)
        if stage not in self.ends:
            return self.path.index(stage) * (WIDE - THICK) / last, 0.0
        above = self.ends[: self.ends.index(stage)]
        return WIDE - THICK, sum(self.sizes[one] * self.scale + BETWEEN for one in above)

    def nodes(self) -> list[dict[str, str]]:
        """The stages as upright bars with their names."""
        told = []
        for stage in (*self.path, *self.ends):
            x, y = self.place(stage)
            size = self.sizes[stage]
            told.append(
                {
                    "x": f"{x:.1f}",
                    "y": f"{y + TOP:.1f}",
                    "high": f"{max(size * self.scale, 2):.1f}",
                    "name_y": f"{y + TOP - 22:.1f}",
                    "label_y": f"{y + TOP - 6:.1f}",
                    "label_x": f"{WIDE if stage in self.ends else x:.1f}",
                    "state": f"is-{self.stages[stage].kind}",
                    "anchor": "end" if stage in self.ends else "start",
                    "name": shortened(self.stages[stage].name, 20),
                    "whole": self.stages[stage].name,
                    "shown": formats.number(size),
                    "url": self._moves(stage),
                }
            )
        return told

    def _moves(self, stage: str) -> str:
        """The moves that a stage's bar is made of: those out of it, or those into it where these are more."""
        if _out(self.flows, stage) >= _in(self.flows, stage):
            pairs = [("stage", stage), *(("next_stage", b) for a, b in self.flows if a == stage)]
        else:
            pairs = [("next_stage", stage), *(("stage", a) for a, b in self.flows if b == stage)]
        kept = [pair for pair in self.scope.where if pair[0] not in ("stage", "next_stage")]
        return rows_url(replace(self.scope, where=(*kept, *pairs)).query(metric=METRIC))

    def ribbons(self) -> list[dict[str, str]]:
        """The moves as bands: those that lead near on top, those that lead far below."""
        places = [*self.path, *self.ends]
        leaving: dict[str, float] = defaultdict(float)
        coming: dict[str, float] = defaultdict(float)
        told = []
        pairs = sorted(self.flows, key=lambda pair: (places.index(pair[0]), places.index(pair[1])))
        for a, b in pairs:
            n = self.flows[a, b]
            high = n * self.scale
            (x0, y0), (x1, y1) = self.place(a), self.place(b)
            from_y, to_y = y0 + leaving[a] + TOP, y1 + coming[b] + TOP
            leaving[a] += high
            coming[b] += high
            told.append(
                {
                    "d": _band(x0 + THICK, from_y, x1, to_y, high),
                    "words": f"{self.stages[a].name} → {self.stages[b].name}: {formats.number(n)}",
                    "url": _url(a, b, self.scope),
                    "state": f"is-{self.stages[b].kind}",
                }
            )
        return told


def _band(x0: float, y0: float, x1: float, y1: float, high: float) -> str:
    middle = (x0 + x1) / 2
    return (
        f"M{x0:.1f} {y0:.1f} C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f} V{y1 + high:.1f} "
        f"C{middle:.1f} {y1 + high:.1f} {middle:.1f} {y0 + high:.1f} {x0:.1f} {y0 + high:.1f} Z"
    )


def _out(flows: Flows, stage: str) -> int:
    return sum(n for (a, _b), n in flows.items() if a == stage)


def _in(flows: Flows, stage: str) -> int:
    return sum(n for (_a, b), n in flows.items() if b == stage)


def _url(a: str, b: str, scope: Asked) -> str:
    return rows_url(scope.narrowed(metric=METRIC, stage=a, next_stage=b))
