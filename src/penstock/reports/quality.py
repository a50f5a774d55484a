"""Quality on one page: of what comes in, of how it is worked, of what is lost, and of those who sell."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.metrics.asked import Asked
from penstock.metrics.catalogue import METRICS
from penstock.metrics.periods import Period
from penstock.metrics.question import MISSING
from penstock.reports.figures import Column, Figures, heads
from penstock.reports.loss_reasons import reasons_by_stage
from penstock.reports.open_now import NOBODY, Waiting, waiting
from penstock.reports.report import Drawn, Report
from penstock.reports.required import required_fields
from penstock.reports.stages import first_stages, open_stages
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

WON = ("deals_won", "win_rate", "revenue_won", "average_won_deal")
LOST = ("losses", "losses_value", "stage_drop_rate", "stage_backward_moves")
SELLERS = (
    "deals_won",
    "revenue_won",
    "revenue_share",
    "win_rate",
    "stage_conversion",
    "cycle_length",
    "meetings_held",
    "calls_made",
    "calls_with_script_share",
    "average_discount",
    "needs_found_share",
    "plan_attainment",
    "refusals_after_proposal",
    "losses_verified_share",
)
FLAGS = ("no_next_step", "step_overdue", "slow", "stuck", "close_overdue")


class Quality:
    """The report for one question and one reader."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.asked, self.by = asked, by
        self.figures = Figures(asked, by)
        self.firsts = tuple(("stage", label) for label in first_stages(by))
        self.came = self.figures.column("stage_entered", "source", where=self.firsts, label=_("Came in"))
        past = _("Moved past the first stage")
        self.passed = self.figures.column("stage_conversion_cohort", "source", where=self.firsts, label=past)

    def draw(self) -> Drawn:
        """Its tables, without those of which nothing is known."""
        figures = self.figures
        figures.foresee(WON, "source")
        figures.foresee(LOST, "stage")
        figures.foresee(("losses", "losses_value"), "loss_reason")
        figures.foresee(SELLERS, "owner")
        figures.column("deals_lost", "competitor")
        figures.column("losses", "loss_reason", "stage")
        won = [figures.column(key, "source") for key in WON]
        incoming = figures.table(
            "incoming", _("What comes in, by source"), [self.came, self.passed, *won], "source", bar=1
        )
        losses = figures.table("losses", _("What is lost, by stage"), LOST, "stage", only=open_stages(self.by), bar=1)
        reasons = reasons_by_stage(figures, figures.column("losses", "loss_reason", "stage"))
        sellers = figures.table("sellers", _("Who sells"), [key for key in SELLERS if key in METRICS], "owner")
        required = required_fields(self.asked, self.by)
        rivals = self._rivals()
        some = [one for one in (required, losses, reasons, rivals) if one]
        tables = (incoming, self._processing(), *some, sellers)
        return Drawn(self._title(), tables, _notes(), left_out=figures.left_out)

    def _title(self) -> str:
        """How much of what came in was worth going on with."""
        together = Figures(self.asked, self.by).column("stage_conversion_cohort", where=self.firsts)
        row = together.row()
        if not self.firsts or row is None or not row.n:
            return _("Nothing came in in this time")
        told = {"count": formats.number(row.n), "share": formats.percent(row.value or 0)}
        words = ngettext(
            "Of %(count)s deal that came in, %(share)s has moved past the first stage",
            "Of %(count)s deals that came in, %(share)s have moved past the first stage",
            row.n,
        )
        return words % told

    def _rivals(self) -> Table | None:
        """To whom deals were lost, by what customers said; nothing where none of them named anybody."""
        lost = self.figures.column("deals_lost", "competitor")
        named = [rival for (rival,) in lost.rows if rival is not None]
        title = _("To whom deals are lost, by what customers said")
        if not named:
            return None
        table = self.figures.table("rivals", title, [lost], "competitor", only=named, bar=1)
        return replace(table, lines=sorted(table.lines, key=lambda line: -float(line.cells[0].value or 0)))

    def _processing(self) -> Table:
        """The open deals of each stage as they stand: how complete, and how many wait for what."""
        figures = Figures(replace(self.asked, period=Period("all")), self.by)
        columns = [figures.column(key, "stage") for key in ("open_deals", "pipeline_value", "data_quality")]
        flags = waiting(FLAGS, self.asked, self.by)
        stages = figures.groups("stage", {stage for (stage,) in columns[0].rows})
        lines = [
            Line(
                stage or MISSING,
                [
                    *(figures.cell(column, stage) for column in columns),
                    *(_flagged(one, stage, columns[0]) for one in flags.values()),
                ],
                under,
            )
            for stage, under in stages.items()
        ]
        self.figures.left_out.update(figures.left_out)
        words = [Head(flag, words, title) for flag, (words, title) in _flag_words().items()]
        title = _("How open deals are worked, as it stands")
        return Table("processing", title, _("Stage"), [*heads(columns), *words], lines)


def _flagged(one: Waiting | None, stage: str | None, standing: Column) -> Cell:
    """How many wait, and which share of the stage's open deals that is."""
    if one is None:
        return NOBODY
    whole = float(standing.value(stage) or 0)
    return one.cell(stage, formats.percent(one.count(stage) / whole) if whole else "")


def _flag_words() -> dict[str, tuple[str, str]]:
    return {
        "no_next_step": (_("No next step"), _("Open deals for which nothing is planned.")),
        "step_overdue": (_("Next step overdue"), _("Open deals whose next step should have been done by now.")),
        "slow": (_("Slow or stuck"), _("Open deals that wait longer than half of the won deals did.")),
        "stuck": (_("Stuck"), _("Open deals that wait longer than three of four won deals did.")),
        "close_overdue": (_("Expected close is past"), _("Open deals that were expected to close before today.")),
    }


def _notes() -> tuple[str, ...]:
    return (
        _(
            "What comes in is what entered the first stage of its pipeline in the period; young deals among it have "
            "not had time to move on. What was won in the period may have come in long before."
        ),
        _(
            "How open deals are worked is told as it stands now, whatever the period; as of a past day only what the "
            "history holds is told."
        ),
    )


def draw(asked: Asked, by: Actor) -> Drawn:
    """The report for one question and one reader."""
    return Quality(asked, by).draw()


REPORT = Report(
    "quality",
    gettext_lazy("Quality"),
    gettext_lazy(
        "Of what comes in by source, of how it is worked, of what is lost, and of those who sell, on one page."
    ),
    "badge-check",
    draw,
    filters=("pipeline", "team", "owner", "source", "target_metric"),
    narrows=True,
)
