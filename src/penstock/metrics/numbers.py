"""What the page of numbers shows: headline figures, the pipeline and the funnel by stage, and who won what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.fields.models import FieldType
from penstock.metrics import figures
from penstock.metrics.answer import Answer, Figure
from penstock.metrics.asked import Asked
from penstock.metrics.asking import stages_with_pipelines
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Unit, Words
from penstock.metrics.dimensions import CUSTOM, DIMENSIONS, TARGET_METRIC
from penstock.metrics.gathering import Gathering, Put
from penstock.metrics.question import MISSING
from penstock.metrics.time_splits import TIMES, part_of, period_named
from penstock.metrics.words import custom_fields, said
from penstock.targets.models import Target
from penstock.targets.periods import Span
from penstock.ui import formats
from penstock.workspaces.actor import Actor

HEADLINES = (
    "open_deals",
    "pipeline_value",
    "weighted_pipeline_value",
    "average_open_deal",
    "deals_won",
    "deals_lost",
    "revenue_won",
    "average_won_deal",
    "win_rate",
    "cycle_length",
    "cycle_length_median",
    "pipeline_velocity",
)
PLAN = "plan_attainment"
"""A headline of its own, where there is a plan."""
PIPELINE = ("open_deals", "pipeline_value", "weighted_pipeline_value")
FUNNEL = ("stage_entered", "stage_moved_on", "stage_conversion", "stage_lost", "stage_days_median")
PEOPLE = ("deals_won", "deals_lost", "win_rate", "revenue_won", "average_won_deal", "cycle_length")


@dataclass(frozen=True)
class Cell:
    """A figure in its place: short, exact, and the address of the rows behind it."""

    label: str
    shown: str
    exact: str
    url: str
    value: Figure = None
    percent: int = 0
    """How long its bar is, of the longest in its column."""


@dataclass(frozen=True)
class Line:
    """A row of a table: its label, what it stands under where there are several (a stage's pipeline), its cells."""

    label: str
    under: str
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """Figures of several metrics by one dimension, under a title that says what they come to."""

    title: str
    heads: list[str]
    lines: list[Line]


class Numbers:
    """Everything on the page, for one asker and one address; ``left_out`` says what no rate could convert."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.asked, self.by = asked, by
        self.left_out: dict[str, Decimal] = {}
        self._gathering = Gathering(by)
        self._known: dict[tuple[str, tuple[str, ...], Asked], Put] = {}

    def headlines(self) -> list[dict[str, Any]]:
        """The figures on top, each against the period before."""
        before = replace(self.asked, period=self.asked.period.before) if self.asked.period.steps else None
        return [self._headline(key, before) for key in (*HEADLINES, *([PLAN] if self.has_plan else []))]

    @cached_property
    def may_have_plan(self) -> bool:
        """Whether there are targets that the page can be told against: of days, people and pipelines alone."""
        first, end = self.asked.period.from_on, self.asked.period.until_on
        if not first or not end or not self._fits(PLAN):
            return False
        return Target.objects.of(self.by).touching(Span(first, end)).exists()

    @cached_property
    def has_plan(self) -> bool:
        """Whether there is a plan for what is wanted, revenue unless another is chosen."""
        return self.may_have_plan and self._ask(PLAN).value is not None

    def pipeline(self) -> Table:
        """The open deals by stage."""
        lines = self._lines(PIPELINE, "stage")
        count, value = (self._ask(key) for key in ("open_deals", "pipeline_value"))
        words = ngettext(
            "%(count)s open deal worth %(value)s", "%(count)s open deals worth %(value)s", int(count.value or 0)
        )
        told = {"count": self._shown(count), "value": self._shown(value)}
        return Table(words % told, _heads(PIPELINE), lines)

    def funnel(self) -> Table:
        """What entered each stage and what became of it."""
        lines = [line for line in self._lines(FUNNEL, "stage") if line.cells[1].value or line.cells[3].value]
        known = [line for line in lines if line.cells[2].value is not None]
        title = _("Nothing has left a stage in this time")
        if known:
            worst = min(known, key=lambda line: float(line.cells[2].value or 0))
            title = _("%(stage)s converts least: %(share)s move on") % {
                "stage": worst.label,
                "share": worst.cells[2].shown,
            }
        return Table(title, _heads(FUNNEL), lines)

    @cached_property
    def splits(self) -> dict[str, Words]:
        """By what the closed deals can be told, one's own fields with few values among it."""
        own = {CUSTOM + key: label for key, label, kind in custom_fields(self.by) if kind in FEW}
        return {**{key: DIMENSIONS[key].name for key in SPLITS}, **own}

    @property
    def split(self) -> str:
        """By what it is told who won what: by people, unless somebody wants it otherwise."""
        return self.asked.by if self.asked.by in self.splits else "owner"

    def people(self) -> Table:
        """Who won what, or what else won, the most revenue first; when it was won, in the order of time."""
        lines = self._lines(PEOPLE, self.split)
        ordered = sorted(lines, key=lambda line: -float(line.cells[3].value or 0))
        title = _("Nobody has won a deal in this time")
        known = [line for line in ordered if line.label != MISSING and line.cells[3].value]
        if known:
            words = _("The most was won in %(time)s: %(money)s") if self.split in TIMES else WON_THE_MOST
            title = words % {
                "person": known[0].label,
                "time": known[0].label,
                "money": figures.shown(known[0].cells[3].value, Unit.MONEY, self.by.workspace.currency),
            }
        return Table(title, _heads(PEOPLE), lines if self.split in TIMES else ordered)

    def _headline(self, key: str, before: Asked | None) -> dict[str, Any]:
        metric, answer = METRICS[key], self._ask(key)
        past = self._put(key, (), before).answer.value if before else None
        change = figures.change(metric, answer.value, past) if before else None
        return {
            "label": metric.name,
            "shown": figures.headline(answer.value, metric.unit, answer.currency),
            "note": self._closed(answer) if key == "win_rate" else figures.counted_in(metric.unit),
            "exact": f"{metric.sentence} {figures.exact(answer.value, metric.unit, answer.currency)}",
            "url": rows_url(self._about(key).query(metric=key)),
            "change": change and change.words,
            "direction": change and change.direction,
        }

    def _closed(self, rate: Answer) -> str:
        """Of how many deals a win rate is."""
        n = rate.rows[0].n
        return ngettext("of %(count)s closed", "of %(count)s closed", n) % {"count": formats.number(n)} if n else ""

    def _lines(self, keys: tuple[str, ...], dimension: str) -> list[Line]:
        """A line for every group that any of the metrics has, in the order the groups come in."""
        answers = [self._ask(key, [dimension]) for key in keys]
        columns = [{row.group[0]: row.value for row in answer.rows} for answer in answers]
        wanted = {group for column in columns for group in column}
        groups = (
            self._stages(wanted) if dimension == "stage" else dict.fromkeys(sorted(wanted, key=_last_if_missing), "")
        )
        longest = [max((float(value or 0) for value in column.values()), default=0) for column in columns]
        return [
            Line(
                _label(dimension, group),
                under,
                [
                    self._cell(answer, dimension, group, column, most)
                    for answer, column, most in zip(answers, columns, longest, strict=True)
                ],
            )
            for group, under in groups.items()
        ]

    def _stages(self, wanted: set[str | None]) -> dict[str | None, str]:
        """The stages in the order of their pipelines, each under its pipeline where there are several."""
        found: dict[str | None, str] = {
            stage: pipeline for stage, pipeline in stages_with_pipelines(self.by).items() if stage in wanted
        }
        return found if len(set(found.values())) > 1 else dict.fromkeys(found, "")

    def _cell(
        self, answer: Answer, dimension: str, group: str | None, column: dict[str | None, Figure], most: float
    ) -> Cell:
        metric = answer.question.metric
        value = column.get(group, figures.of_no_rows(metric))
        return Cell(
            str(metric.name),
            figures.in_column(value, metric.unit, answer.currency),
            figures.exact(value, metric.unit, answer.currency),
            rows_url(_narrowed(self._about(metric.key), metric.key, dimension, group)),
            value,
            round(100 * float(value or 0) / most) if most else 0,
        )

    def foresee(self) -> None:
        """Name what the whole page will read, so that it is asked together."""
        before = replace(self.asked, period=self.asked.period.before) if self.asked.period.steps else None
        for key, asked in product(HEADLINES, [self.asked, *([before] if before else [])]):
            self._put(key, (), asked)
        for keys, split in ((PIPELINE, "stage"), (FUNNEL, "stage"), (PEOPLE, self.split)):
            for key in keys:
                self._put(key, [split])

    def _ask(self, key: str, split: Iterable[str] = ()) -> Answer:
        answer = self._put(key, split).answer
        if key in ("pipeline_value", "revenue_won"):
            self.left_out |= answer.left_out
        return answer

    def _put(self, key: str, split: Iterable[str] = (), asked: Asked | None = None) -> Put:
        """Put a question of the page, or the same of another time."""
        about, by = self._about(key, asked), tuple(split)
        if (key, by, about) not in self._known:
            self._known[key, by, about] = self._gathering.put(key, split=by, **about.words())
        return self._known[key, by, about]

    def _about(self, key: str, asked: Asked | None = None) -> Asked:
        """The page's question put to a metric: what is wanted says nothing to a figure without a plan."""
        told = asked or self.asked
        return told if METRICS[key].plan else without_aim(told)

    def _fits(self, key: str) -> bool:
        """Whether the page's filters are of the rows of a metric."""
        rows = METRICS[key].rows
        return all(DIMENSIONS[name].fits(rows) if name in DIMENSIONS else not rows.only for name, _ in self.asked.where)

    def _shown(self, answer: Answer) -> str:
        return figures.shown(answer.value, answer.question.metric.unit, answer.currency)


SPLITS = (
    *("owner", "team", *TIMES, "source", "channel", "product", "type"),
    *("forecast_category", "sector", "region", "size", "currency"),
)
WON_THE_MOST = gettext_lazy("%(person)s won the most: %(money)s")
FEW = (FieldType.CHOICE, FieldType.YES_NO)
"""Fields with few values."""


def without_aim(asked: Asked) -> Asked:
    """The same question, whatever is wanted."""
    return replace(asked, where=tuple(pair for pair in asked.where if pair[0] != TARGET_METRIC))


def rows_url(query: str) -> str:
    """The address of the rows behind a figure."""
    return reverse("metrics:rows") + query


def _label(dimension: str, group: str | None) -> str:
    if group is None:
        return MISSING
    return period_named(dimension, group).label if dimension in TIMES else said(dimension, group)


def _narrowed(asked: Asked, key: str, dimension: str, group: str | None) -> str:
    """The query for one line of a table, without what only the table needs."""
    if dimension in TIMES and group:
        return part_of(asked, period_named(dimension, group), metric=key)
    return asked.narrowed(metric=key, **{dimension: group})


def _last_if_missing(group: str | None) -> tuple[bool, str]:
    return group is None, (group or "").casefold()


def _heads(keys: tuple[str, ...]) -> list[str]:
    return [str(METRICS[key].name) for key in keys]
