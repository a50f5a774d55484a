"""A widget ready for its template: heading, picture, the table behind it, and where it opens."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from penstock.dashboards.drafts import PICTURES, Draft, Kind
from penstock.dashboards.drawing.foreseen import foresee
from penstock.dashboards.reading import Reading
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue import METRICS
from penstock.metrics.filtering import in_words
from penstock.metrics.numbers import Table
from penstock.metrics.question import WrongQuestion
from penstock.metrics.relative import RELATIVE
from penstock.ui import formats


@dataclass
class Drawn:
    """What a template needs of a widget; ``problem`` says why there is nothing to see."""

    draft: Draft
    title: str
    under: str
    filtered: str = ""
    """What it is narrowed to by itself, in words."""
    url: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    table: Table | None = None
    says: str = ""
    problem: str = ""

    @property
    def template(self) -> str:
        """What draws it."""
        return f"dashboards/kinds/{self.draft.kind}.html"

    @property
    def is_hidden(self) -> bool:
        """Whether the table behind has something that is not to be seen already."""
        return self.draft.kind not in (Kind.TABLE, Kind.HEAT, Kind.COHORT) or bool(self.told.get("more"))

    @property
    def is_picture(self) -> bool:
        """Whether there is a picture that can be kept."""
        return not self.problem and self.draft.kind in KEPT and bool(self.table and self.table.lines)


KEPT = (Kind.BARS, Kind.LINES, Kind.FUNNEL, Kind.GAUGE, Kind.FLOW, Kind.HEAT, Kind.COHORT, Kind.FORECAST)


def draw_all(drafts: Iterable[Draft], reading: Reading) -> list[Drawn]:
    """The widgets of a page in their order."""
    several = list(drafts)
    for draft in several:
        foresee(draft, reading)
    return [draw(draft, reading) for draft in several]


def draw(draft: Draft, reading: Reading) -> Drawn:
    """One widget; a question that makes no sense any more is told in its place."""
    drawn = Drawn(draft, title_of(draft, reading), "", in_words(reading.own_filters(draft), reading.dimensions))
    try:
        scope = reading.scope(draft)
        if scope is None:
            return replace(drawn, problem=_("Choose a period for it."))
        drawn.under = under(draft, scope, reading)
        _hand(draft.kind)(drawn, scope, reading)
    except WrongQuestion as wrong:
        drawn.problem = wrong.message
    return drawn


def title_of(draft: Draft, reading: Reading) -> str:
    """Its own title, else what it shows."""
    if draft.title:
        return str(draft.title)
    metrics = formats.listed(METRICS[key].name for key in draft.metrics) or str(Kind(draft.kind).label)
    if not draft.by or draft.is_over_time or draft.kind == Kind.TABLE:
        return metrics
    return _("%(metric)s by %(dimension)s") % {"metric": metrics, "dimension": reading.called(draft.by).lower()}


def under(draft: Draft, scope: Asked, reading: Reading) -> str:
    """By what it is split, and the time it is about."""
    shown = (draft.by, draft.across) if draft.title or draft.across or draft.kind == Kind.TABLE else ()
    said = [reading.called(key) for key in shown if key]
    period = str(RELATIVE.get(draft.period, "")) if not reading.has_period else ""
    if any(METRICS[key].rows.happens for key in draft.metrics) or draft.kind in (*PICTURES, Kind.LINES):
        said.append(scope.period.label if not period or scope.period.steps else period)
    elif not (scope.period.until_on and scope.period.until_on <= reading.day):
        said.append(_("as it is"))
    else:
        said.append(_("at the end of %(period)s") % {"period": scope.period.label})
    return " · ".join(said)


def _hand(kind: str) -> Callable[[Drawn, Asked, Reading], None]:
    """What draws a kind."""
    from penstock.dashboards.drawing import (
        bars,
        cohort,
        figure,
        flow,
        forecast,
        funnel,
        gauge,
        heat,
        leaders,
        lines,
        table,
    )

    hands: dict[str, Callable[[Drawn, Asked, Reading], None]] = {
        Kind.FIGURE: figure.draw,
        Kind.BARS: bars.draw,
        Kind.LINES: lines.draw,
        Kind.TABLE: table.draw,
        Kind.LEADERS: leaders.draw,
        Kind.GAUGE: gauge.draw,
        Kind.HEAT: heat.draw,
        Kind.FUNNEL: funnel.draw,
        Kind.FLOW: flow.draw,
        Kind.COHORT: cohort.draw,
        Kind.FORECAST: forecast.draw,
    }
    return hands[kind]
