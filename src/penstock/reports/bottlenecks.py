"""Where deals pile up: what comes into each stage against what goes out, and what became slower or worse there."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.attention.causes import CauseLine, cause_lines
from penstock.attention.models import StageNorm
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ids_of
from penstock.metrics.question import MISSING
from penstock.metrics.spreads import logs_of
from penstock.reports.before import before
from penstock.reports.chance import Durations, Share
from penstock.reports.figures import Column, Figures, Group
from penstock.reports.flows import Flow, Stay, Verdict, judge, sentence
from penstock.reports.open_now import NOBODY, waiting
from penstock.reports.report import Drawn, Report
from penstock.reports.stages import open_stages
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

STATES = {1: "lost", -1: "won", 0: ""}
"""How a figure is marked that speaks against its stage, or for it."""


class InPeriod:
    """What the catalogue says of all stages in one period."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.came = figures.column("stage_entered", "stage")
        self.conversion = figures.column("stage_conversion", "stage")
        self.days = figures.column("stage_days_median", "stage")
        words = figures.words("stage_days_median")
        self.spreads = logs_of("stage_days_median", by=figures.by, split=["stage"], **words) if words else {}

    def stay(self, stage: str) -> Stay:
        """The same of one stage."""
        left, days = self.conversion.row(stage), self.days.value(stage)
        share = Share(round(float(left.value or 0) * left.n), left.n) if left else Share(0, 0)
        spread = Durations(*self.spreads.get((stage,), ()))
        return Stay(int(self.came.value(stage) or 0), share, None if days is None else float(days), spread)


class Bottlenecks:
    """The report for one question and one reader."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.asked, self.by = asked, by
        self.figures = Figures(asked, by)
        self.now = InPeriod(self.figures)
        earlier = before(asked)
        self.before = InPeriod(Figures(earlier, by)) if earlier else None
        self.reasons = self.figures.column("losses", "stage", "loss_reason")
        self.stuck = waiting(("stuck",), asked, by)["stuck"]
        self.ids = ids_of("stage", by=by)
        norms = StageNorm.objects.of(by).filter(segment="", stage_id__isnull=False)
        self.norms = dict(norms.values_list("stage_id", "median"))

    def draw(self) -> Drawn:
        """The stages, and what holds deals up in the words of those who work them."""
        stages = self._stages()
        flows = [self._flow(stage) for stage in stages]
        verdicts = judge(flows)
        lines = [
            Line(flow.stage, self._cells(flow, verdict), under)
            for flow, verdict, under in zip(flows, verdicts, stages.values(), strict=True)
        ]
        table = Table("stages", _("What comes in, what goes out, and what changed"), _("Stage"), self._heads(), lines)
        asked = self.asked
        causes = [] if asked.as_of or asked.known_as_of or asked.where else cause_lines(self.by)
        return Drawn(_title(flows, verdicts), (table, *([_causes(causes)] if causes else [])), _notes())

    def _stages(self) -> dict[str, str]:
        """The open stages that deals entered or left, in order, each with its pipeline where there are several."""
        wanted = {stage for column in (self.now.came, self.now.conversion) for (stage,) in column.rows}
        found = self.figures.groups("stage", wanted & open_stages(self.by))
        return {stage: under for stage, under in found.items() if stage}

    def _flow(self, stage: str) -> Flow:
        counted = [(row.n, row.group[1]) for row in self.reasons.rows.values() if row.group[0] == stage]
        known = [(reason, n) for n, reason in counted if reason]
        reason = max(known, key=lambda one: (one[1], one[0]), default=None)
        earlier = self.before.stay(stage) if self.before else None
        return Flow(stage, self.now.stay(stage), earlier, reason)

    def _heads(self) -> list[Head]:
        return [
            Head("cause", _("What stands out"), is_words=True),
            Head("in", _("In"), self.now.came.metric.sentence),
            Head("out", _("Out"), _("How many deals left the stage, forward or lost.")),
            Head("days", _("Days"), self.now.days.metric.sentence),
            Head("norm", _("Norm"), _("Working days that half of the won deals spent in the stage.")),
            Head("conversion", _("Conversion"), self.now.conversion.metric.sentence),
            Head("stuck", _("Stuck now"), _("Open deals that wait longer than three of four won deals did.")),
        ]

    def _cells(self, flow: Flow, verdict: Verdict) -> list[Cell]:
        figures, words = self.figures, sentence(flow, verdict)
        out = formats.number(flow.now.left.of)
        return [
            Cell(words, words),
            figures.cell(self.now.came, flow.stage),
            Cell(out, flow.now.left.of, url=figures.url(self.now.conversion, flow.stage), state=STATES[verdict.flow]),
            figures.cell(self.now.days, flow.stage, note=self._past("days", flow.stage), state=STATES[verdict.days]),
            self._norm(flow.stage),
            figures.cell(
                self.now.conversion,
                flow.stage,
                note=self._past("conversion", flow.stage),
                state=STATES[verdict.conversion],
            ),
            self.stuck.cell(flow.stage) if self.stuck else NOBODY,
        ]

    def _past(self, name: str, stage: Group) -> str:
        """The figure of the period before, beneath that of this one."""
        if self.before is None:
            return ""
        column: Column = getattr(self.before, name)
        if column.value(stage) is None:
            return ""
        return _("before %(figure)s") % {"figure": self.before.figures.cell(column, stage).shown}

    def _norm(self, stage: str) -> Cell:
        norm = self.norms.get(self.ids.get(stage or "", 0))
        return Cell(MISSING) if norm is None else Cell(formats.fixed(norm, 1), norm, url=reverse("attention:usual"))


def _title(flows: list[Flow], verdicts: list[Verdict]) -> str:
    """The stage that most speaks against."""
    if not any(verdict.could for verdict in verdicts):
        return _("Too little happened in this time to tell where deals are held up")
    worst = max(zip(verdicts, flows, strict=True), key=lambda pair: pair[0].bad)
    if not worst[0].bad:
        return _("No stage holds deals up more than before")
    return _("%(stage)s holds deals up. %(cause)s") % {"stage": worst[1].stage, "cause": sentence(worst[1], worst[0])}


def _causes(causes: list[CauseLine]) -> Table:
    """What holds deals up, in the words of those who say that a deal is blocked."""
    heads = [
        Head("deals", _("Deals held up now")),
        Head("days", _("Median working days")),
        Head("ended", _("Ended")),
        Head("lost", _("Of these lost")),
    ]
    lines = [Line(one.name, _cause_cells(one), url=reverse("attention:causes")) for one in causes]
    return Table("causes", _("What held deals up in the last year, by those who work them"), _("Cause"), heads, lines)


def _cause_cells(line: CauseLine) -> list[Cell]:
    """The figures of a cause, leading to the page that names its deals."""
    days, url = line.median_days, reverse("attention:causes")
    counts = [Cell(formats.number(count), count, url=url) for count in (line.ended, line.lost)]
    return [Cell(formats.number(line.held), line.held, url=url), Cell(formats.fixed(days, 1), days, url=url), *counts]


def _notes() -> tuple[str, ...]:
    """How it was reckoned that something stands out."""
    return (
        _(
            "Something stands out only where chance would hardly do it, with all comparisons of this page in mind: of "
            "what is marked one in twenty may be chance (Benjamini and Hochberg). Flows are compared by the binomial "
            "test, shares by Fisher’s exact test, days by Welch’s test on their logarithms. With fewer than ten deals "
            "on either side nothing is compared."
        ),
        _(
            "Days are calendar days of the visits that ended in the period. The norm is in working days and of won "
            "deals alone; who waits longer than three of four of these is stuck."
        ),
    )


def draw(asked: Asked, by: Actor) -> Drawn:
    """The report for one question and one reader."""
    return Bottlenecks(asked, by).draw()


REPORT = Report(
    "bottlenecks",
    gettext_lazy("Bottlenecks"),
    gettext_lazy("Where deals pile up, what became slower or worse there, and why."),
    "traffic-cone",
    draw,
    filters=("pipeline", "team", "owner", "source"),
    narrows=True,
)
