"""What a number came to for one person, and whether it is out of line: what an alert tells."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.alerts.models import FORECAST, Alert, Rule
from penstock.alerts.shifts import MOST, Part, Way, usual, way_of
from penstock.alerts.shifts import trend_of as trend
from penstock.common.models import WorkspaceRecord
from penstock.metrics import figures
from penstock.metrics.asking import ask, ids_by_label
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Metric, Unit
from penstock.metrics.conversions import Left, trend_of
from penstock.pipelines.models import Pipeline, Source, Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Team


class Narrowing(NamedTuple):
    """What a number is narrowed to: records, and the kind of names that the numbers have for them."""

    model: type[WorkspaceRecord]
    kind: str


NARROWED = {
    "pipeline": Narrowing(Pipeline, "pipeline"),
    "stage": Narrowing(Stage, "stage"),
    "team": Narrowing(Team, "team"),
    "owner": Narrowing(Person, "person"),
    "source": Narrowing(Source, "source"),
}

Where = tuple[tuple[str, str], ...]


def unit_of(key: str) -> Unit:
    """In which unit what is watched is told."""
    return Unit.MONEY if key == FORECAST else METRICS[key].unit


def may_alert(metric: Metric) -> bool:
    """Whether a metric is of some last days: what stands against a plan is of its own period."""
    return not metric.plan and metric.key != "pipeline_changes"


def may_shift(metric: Metric) -> bool:
    """Whether chance can be told from a shift."""
    return way_of(metric) is not None


@dataclass(frozen=True)
class Finding:
    """A number of the last days for one person, and the rows behind it.

    ``before`` is the same of as many days before, or the average of so many ``spans`` of days before them.
    """

    alert: Alert
    until_on: date
    currency: str
    value: float | None
    before: float | None
    n: int
    trend: str
    where: Where
    spans: int = 1

    @property
    def begins_on(self) -> date:
        """Who was told before this day is told anew: it was of another period."""
        return date.min

    @property
    def metric(self) -> Metric:
        """Of what."""
        return METRICS[self.alert.metric]

    @property
    def is_out(self) -> bool | None:
        """Whether it is out of line; None where there is too little to say, which changes nothing."""
        if self.alert.rule == Rule.SHIFT:
            return None if self.trend == "few" else self.trend != "same"
        if self.value is None or self.alert.line is None or (_is_share(self.metric) and Left(self.n).is_few):
            return None
        line = float(self.alert.line)
        return self.value < line if self.alert.rule == Rule.BELOW else self.value > line

    @property
    def sentence(self) -> str:
        """What happened, in a sentence."""
        told = {**narrowed_words(self.alert), "now": self._shown(self.value), "days": self.alert.days}
        if self.alert.rule == Rule.SHIFT:
            told |= {"before": self._shown(self.before), "spans": self.spans}
            if not _is_share(self.metric):
                return self._against_usual(told)
            return _("%(metric)s%(where)s went from %(before)s to %(now)s in the last %(days)s days.") % told
        told["line"] = self._shown(float(self.alert.line or 0))
        sentences = {
            Rule.BELOW: _("%(metric)s%(where)s fell below %(line)s: %(now)s in the last %(days)s days."),
            Rule.ABOVE: _("%(metric)s%(where)s rose above %(line)s: %(now)s in the last %(days)s days."),
        }
        return sentences[Rule(self.alert.rule)] % told

    def _against_usual(self, told: dict[str, Any]) -> str:
        sentences = {
            "up": _(
                "%(metric)s%(where)s: notably higher. %(now)s in the last %(days)s days, %(before)s on average in "
                "the %(spans)s times as many days before."
            ),
            "down": _(
                "%(metric)s%(where)s: notably lower. %(now)s in the last %(days)s days, %(before)s on average in "
                "the %(spans)s times as many days before."
            ),
        }
        return sentences[self.trend] % told if self.trend in sentences else ""

    @property
    def url(self) -> str:
        """The rows behind the number."""
        days = {"from": str(self.until_on - timedelta(days=self.alert.days)), "to": str(self.until_on)}
        return reverse(
            "metrics:rows", query={"metric": self.alert.metric, "period": "custom", **days, **dict(self.where)}
        )

    def _shown(self, value: float | None) -> str:
        return figures.shown(value, self.metric.unit, self.currency)


def narrowed_words(alert: Alert) -> dict[str, Any]:
    """The metric, and in brackets what it is narrowed to."""
    names = [str(getattr(alert, name)) for name in NARROWED if getattr(alert, f"{name}_id")]
    metric = "" if alert.metric == FORECAST else METRICS[alert.metric].name
    return {"metric": metric, "where": f" ({', '.join(names)})" if names else ""}


def judge(alert: Alert, by: Actor, today: date) -> Finding:
    """What the alert's number is for somebody, over the whole days before today; raises NotReady."""
    where, way = where_of(alert, by), way_of(METRICS[alert.metric])
    if alert.rule == Rule.SHIFT and way is not None and way != Way.SHARE:
        return _against_earlier(alert, way, where, by, today)
    length = timedelta(days=alert.days)
    now, before = (
        ask(alert.metric, by=by, from_on=end - length, until_on=end, where=where).rows[0]
        for end in (today, today - length)
    )
    lately, earlier = (Left(row.n, float(row.value or 0)) for row in (now, before))
    trend = "few" if lately.is_few or earlier.is_few else trend_of(lately, earlier)
    values = [None if row.value is None else float(row.value) for row in (now, before)]
    return Finding(alert, today, by.workspace.currency, values[0], values[1], now.n, trend, where)


def _against_earlier(alert: Alert, way: Way, where: Where, by: Actor, today: date) -> Finding:
    """The last days against the spans of as many days before, from one question split by day."""
    rows = ask(alert.metric, by=by, until_on=today, where=where, split=["day"]).rows
    days = {date.fromisoformat(row.group[0]): row for row in rows if row.group[0] and row.value is not None}
    first = min(days, default=today)
    whole = min((today - first).days // alert.days, MOST + 1)
    parts = [Part() for _span in range(max(whole, 1))]
    for day, row in days.items():
        place = (today - day).days - 1
        if 0 <= place // alert.days < len(parts):
            value = float(row.value or 0) * (row.n if way == Way.MEAN else 1)
            parts[place // alert.days] = parts[place // alert.days].plus(row.n, value)
    now, *earlier = parts
    return Finding(
        alert,
        today,
        by.workspace.currency,
        now.value(way),
        usual(way, earlier),
        now.n,
        trend(way, now, earlier),
        where,
        len(earlier),
    )


def _is_share(metric: Metric) -> bool:
    return way_of(metric) == Way.SHARE


def where_of(alert: Alert, by: Actor) -> Where:
    """What the number is narrowed to, as the numbers call it today."""
    found = []
    for name, narrowing in NARROWED.items():
        pk = getattr(alert, f"{name}_id")
        if pk is not None:
            labels = {one: label for label, one in ids_by_label(narrowing.kind, by=by).items()}
            found.append((name, labels[pk]))
    return tuple(found)
