"""Where a team's time would pay most: what a point more of conversion at each stage is worth, beside the work done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics import figures as words
from penstock.metrics.asked import Asked
from penstock.metrics.asking import stages_with_pipelines
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.periods import Period
from penstock.metrics.question import MISSING
from penstock.reports.chance import FEW
from penstock.reports.figures import Column, Figures
from penstock.reports.report import Drawn, Report
from penstock.reports.stages import open_stages
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

POINT = 0.01
APART = 1.5
"""So many times as large a share of what it is worth as of the work calls for more of it, and the other way round."""


@dataclass(frozen=True)
class Place:
    """A stage: what its open deals are worth, how often deals go on, and what then becomes of them."""

    stage: str
    pipeline: str
    value: float
    work: int
    conversion: float | None
    after: float | None
    """How often a deal that went on from it is won in the end: the conversions of all later stages."""

    @property
    def worth(self) -> float | None:
        """What a point more of conversion here brings, of the deals that stand here now."""
        return None if self.after is None else self.value * POINT * self.after


def chained(conversions: Sequence[float | None]) -> list[float | None]:
    """For each of the stages in order how often what goes on from it comes through all later ones."""
    found: list[float | None] = []
    through: float | None = 1.0
    for one in reversed(conversions):
        found.append(through)
        through = None if one is None or through is None else through * one
    return found[::-1]


class WhereTimePays:
    """The report for one question and one reader."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.figures, self.by = Figures(asked, by), by
        self.standing = Figures(_as_it_stands(asked), by)
        self.value = self.standing.column("pipeline_value", "stage")
        self.work = self.figures.column("activities_done", "stage")
        self.conversion = self.figures.column("stage_conversion", "stage")
        self.places = self._places()
        self.all_work = sum(one.work for one in self.places)
        self.all_worth = sum(one.worth or 0 for one in self.places)

    def draw(self) -> Drawn:
        """The stages in their order, and what pays most in the title."""
        several = len({one.pipeline for one in self.places}) > 1
        lines = [Line(one.stage, self._cells(one), one.pipeline if several else "") for one in self.places]
        heads = [
            Head("value", _("Open value"), self.value.metric.sentence),
            Head("work", _("Work done here"), self.work.metric.sentence),
            Head("conversion", self.conversion.metric.name, self.conversion.metric.sentence),
            Head("after", _("Won in the end"), _("Which share of the deals that go on from here comes through.")),
            Head("worth", _("A point more is worth")),
            Head("says", _("It says"), is_words=True),
        ]
        table = Table("stages", _("What more conversion at each stage is worth"), _("Stage"), heads, lines, bar=5)
        shown = (table,) if any(one.value or one.work for one in self.places) else ()
        return Drawn(self._title(), shown, _notes(), left_out=self.standing.left_out)

    def _places(self) -> list[Place]:
        opened, pipelines = open_stages(self.by), stages_with_pipelines(self.by)
        seen = {stage for column in (self.value, self.work, self.conversion) for (stage,) in column.rows}
        found: list[Place] = []
        for pipeline in dict.fromkeys(pipelines.values()):
            stages = [stage for stage, its in pipelines.items() if its == pipeline and stage in opened & seen]
            shares = [_float(self.conversion, stage) for stage in stages]
            for stage, share, after in zip(stages, shares, chained(shares), strict=True):
                row = self.work.row(stage)
                value = float(self.value.value(stage) or 0)
                found.append(Place(stage, pipeline, value, row.n if row else 0, share, after))
        return found

    def _cells(self, one: Place) -> list[Cell]:
        most = max((each.worth or 0 for each in self.places), default=0)
        says = self.says(one)
        after = Cell(MISSING) if one.after is None else Cell(formats.fixed_percent(one.after, 1), one.after)
        return [
            self.standing.cell(self.value, one.stage),
            self.figures.cell(self.work, one.stage, note=_share(one.work, self.all_work)),
            self.figures.cell(self.conversion, one.stage),
            after,
            self._worth(one, most),
            Cell(says, says),
        ]

    def _worth(self, one: Place, most: float) -> Cell:
        if one.worth is None:
            return Cell(MISSING)
        shown = words.in_column(one.worth, Unit.MONEY, self.by.workspace.currency)
        bar = round(100 * one.worth / most) if most else 0
        return Cell(shown, one.worth, note=_share(one.worth, self.all_worth), percent=bar)

    def says(self, one: Place) -> str:
        """Whether a stage has more or less than its share of the work; empty where too little was done to say."""
        if one.worth is None or self.all_work < FEW or not self.all_worth:
            return ""
        worth, work = one.worth / self.all_worth, one.work / self.all_work
        if worth > APART * work:
            return _("more work could pay here")
        return _("has more than its share of the work") if work > APART * worth else _("as much as it is worth")

    def _title(self) -> str:
        best = max(self.places, key=lambda one: one.worth or 0, default=None)
        if best is None or not best.worth:
            return _("Too few deals left the stages in this time to tell where time would pay")
        money = words.shown(best.worth, Unit.MONEY, self.by.workspace.currency)
        told = {"stage": best.stage, "money": money}
        return _("A point more of conversion pays most at %(stage)s: %(money)s") % told


def _as_it_stands(asked: Asked) -> Asked:
    """The open deals as the time asked for ended, or as they stand now."""
    until = asked.period.until_on
    last = until - timedelta(days=1) if until else None
    day = asked.as_of or (last if last and last < formats.today() else None)
    return replace(asked, period=Period("all"), as_of=day)


def _float(column: Column, stage: str) -> float | None:
    value = column.value(stage)
    return None if value is None else float(value)


def _share(part: float, whole: float) -> str:
    return formats.percent(part / whole) if whole else ""


def _notes() -> tuple[str, ...]:
    return (
        _(
            "A point more is worth: the value that stands open at the stage × 1 % × how often what goes on from it is "
            "won in the end, by the conversions of all later stages. It supposes that deals pass them one by one and "
            "convert as they did in this time; what it takes to gain a point nobody can reckon."
        ),
        _(
            "Work is calls, meetings, e-mails and tasks on deals while they stood in the stage. Which deals to begin "
            "with stands on Today under “Work on these first”."
        ),
    )


def draw(asked: Asked, by: Actor) -> Drawn:
    """The report for one question and one reader."""
    return WhereTimePays(asked, by).draw()


REPORT = Report(
    "time",
    gettext_lazy("Where time pays"),
    gettext_lazy("What a point more of conversion at each stage is worth, beside the work that is done there."),
    "hourglass",
    draw,
    filters=("pipeline", "team", "owner", "source", "product", "type"),
    period="year",
    narrows=True,
)
