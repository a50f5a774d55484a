"""What a widget shows, before and after it is kept: the kind of picture, the question, the time, the place it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from penstock.metrics.catalogue import METRICS, Metric
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.catalogue.plans import aimed
from penstock.metrics.dimensions import DIMENSIONS, TARGET_METRIC, Dimension
from penstock.metrics.over_time import READ
from penstock.metrics.planning import TIMES
from penstock.metrics.relative import RELATIVE
from penstock.targets.models import Aim

MOST_LINES, MOST_COLUMNS = 4, 6


class Kind(models.TextChoices):
    """How a widget is drawn."""

    FIGURE = "figure", _("Figure")
    BARS = "bars", _("Bars")
    LINES = "lines", _("Lines")
    TABLE = "table", _("Table")
    LEADERS = "leaders", _("Leader board")
    GAUGE = "gauge", _("Against the target")
    HEAT = "heat", _("Heat map")
    FUNNEL = "funnel", _("Funnel")
    FLOW = "flow", _("Flow between stages")
    COHORT = "cohort", _("Cohorts")
    FORECAST = "forecast", _("Forecast")

    @property
    def icon(self) -> str:
        """Its mark."""
        return ICONS[self]

    @property
    def most_metrics(self) -> int:
        """How many metrics it can show; pictures of the stages and the forecast have their own."""
        return {Kind.LINES: MOST_LINES, Kind.TABLE: MOST_COLUMNS}.get(self, 0 if self in PICTURES else 1)

    @property
    def needs_by(self) -> bool:
        """Whether it must be split by something."""
        return self in (Kind.BARS, Kind.TABLE, Kind.LEADERS, Kind.HEAT)

    @property
    def compares(self) -> bool:
        """Whether it can show an earlier time beside."""
        return self in (Kind.FIGURE, Kind.BARS, Kind.LINES, Kind.LEADERS)


ICONS = {
    Kind.FIGURE: "hash",
    Kind.BARS: "chart-bar",
    Kind.LINES: "chart-line",
    Kind.TABLE: "table-2",
    Kind.LEADERS: "trophy",
    Kind.GAUGE: "gauge",
    Kind.HEAT: "grid-3x3",
    Kind.FUNNEL: "funnel",
    Kind.FLOW: "waypoints",
    Kind.COHORT: "triangle",
    Kind.FORECAST: "trending-up",
}
PICTURES = (Kind.FUNNEL, Kind.FLOW, Kind.COHORT, Kind.FORECAST)
PICTURED = {
    Kind.FUNNEL: ("stage_entered", "stage_moved_on", "stage_conversion", "stage_lost"),
    Kind.FLOW: ("stage_days", "stage_entered"),
    Kind.COHORT: ("stage_deals", "deals_won"),
    Kind.FORECAST: ("revenue_won", "pipeline_value"),
}
"""The metrics of which the pictures of stages are made, and those that a forecast is narrowed as."""
WHOLE_PERIODS = ("this_month", "this_quarter", "this_year", "last_month", "last_quarter", "last_year")
"""The periods for which there can be a target."""
PERIODS_AHEAD = ("this_month", "this_quarter", "this_year")
"""The periods that a forecast is of; quarter and year are those of the workspace's fiscal year."""
FORECAST_BY = ("stage", "owner", "team")
"""What a forecast can be told by, beside what it comes to."""


class Whose(models.TextChoices):
    """Whose deals a widget is about, seen from whoever looks."""

    ALL = "", _("All that the reader may see")
    TEAM = "team", _("The reader’s team")
    MINE = "me", _("The reader’s own")


class Compare(models.TextChoices):
    """What a widget is compared with."""

    NONE = "", _("Nothing")
    BEFORE = "before", pgettext_lazy("comparison", "The period before")
    YEAR = "year", _("The same time a year before")


@dataclass(frozen=True)
class Draft:
    """A widget's facts: ``by`` and ``across`` are dimensions, ``where`` pairs of one and a value, see ``filters``."""

    kind: str = Kind.FIGURE
    metrics: tuple[str, ...] = ()
    by: str = ""
    across: str = ""
    where: tuple[tuple[str, str], ...] = ()
    whose: str = ""
    period: str = "this_quarter"
    compare: str = ""
    title: Words = ""
    width: int = 1
    pk: int | None = None

    @property
    def metric(self) -> Metric:
        """The first of its metrics, as its own filters have it."""
        return self.as_asked(METRICS[self.metrics[0]])

    def as_asked(self, metric: Metric) -> Metric:
        """A metric in the unit in which it is told: a plan's in that of what is wanted."""
        aim = dict(self.where).get(TARGET_METRIC, "")
        return aimed(metric, METRICS[aim]) if metric.plan and aim in Aim.values and aim != Aim.REVENUE else metric

    @property
    def asked(self) -> tuple[str, ...]:
        """The metrics that it asks for, whether chosen or part of its picture."""
        return PICTURED.get(Kind(self.kind), self.metrics)

    @property
    def is_over_time(self) -> bool:
        """Whether it is split by days, weeks, months …"""
        return self.by in TIMES

    def facts(self) -> dict[str, Any]:
        """What is kept of it."""
        return {
            "kind": str(self.kind),
            "metrics": list(self.metrics),
            "by": self.by,
            "across": self.across,
            "where": [list(pair) for pair in self.where],
            "whose": str(self.whose),
            "period": self.period,
            "compare": str(self.compare),
            "title": str(self.title),
            "width": self.width,
        }

    def named(self, title: str) -> "Draft":
        """The same under a name."""
        return replace(self, title=title)


def fits_over_time(metric: Metric) -> bool:
    """Whether there is a curve of it: it happens on days, or it is a total that can be followed."""
    return metric.key in READ or (metric.rows.happens and "day" in metric.rows.columns)


def fits_kind(metric: Metric, kind: str) -> bool:
    """Whether a metric can be shown so."""
    if kind == Kind.GAUGE:
        return metric.key in Aim.values
    if kind == Kind.LINES:
        return fits_over_time(metric) and metric.key != "pipeline_changes"
    return not metric.plan or kind in (Kind.FIGURE, Kind.TABLE, Kind.BARS, Kind.LEADERS)


def splits(metric: Metric, kind: str, known: Mapping[str, Dimension] = DIMENSIONS) -> list[str]:
    """The dimensions by which a kind can split a metric, of those that are known."""
    fitting = [key for key, one in known.items() if one.splits(metric.rows)]
    if kind == Kind.LEADERS:
        return [key for key in ("owner", "team") if key in fitting]
    if kind == Kind.LINES:
        return list(reversed(TIMES)) if fits_over_time(metric) else []
    return fitting if metric.rows.happens else [key for key in fitting if key not in TIMES]


def is_period(key: str, kind: str) -> bool:
    """Whether a kind can be about such a period."""
    known = {Kind.GAUGE.value: WHOLE_PERIODS, Kind.FORECAST.value: PERIODS_AHEAD}
    return key in known.get(kind, RELATIVE)
