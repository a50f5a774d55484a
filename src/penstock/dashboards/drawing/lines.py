"""Lines and columns over time: one scale, zero as the base, the earlier time as a ghost, a click for every step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from penstock.dashboards.drafts import Draft, fits_over_time
from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.groups import Group, cell, column_of, groups_of, percent, span_of, words_for
from penstock.dashboards.periods import shortly, step_for, steps
from penstock.dashboards.reading import Reading
from penstock.metrics import figures
from penstock.metrics.answer import Figure
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue import METRICS, Metric
from penstock.metrics.numbers import Line, Table
from penstock.metrics.over_time import READ

__all__ = ["READ", "draw", "fits_over_time", "line_through", "month_ends"]

WIDE, HIGH, TOP = 1000, 150, 22
MOST_LABELS = 5


@dataclass(frozen=True)
class Series:
    """One line: its figures step by step, and the last of them in words."""

    metric: Metric
    values: list[Figure]
    name: str
    shown: str


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The lines of all its metrics, which have one unit."""
    draft = drawn.draft
    span = span_of(scope, reading)
    by = draft.by if draft.is_over_time else step_for(span)
    groups = groups_of(by, [], scope, reading)
    series = [_series(METRICS[key], by, groups, scope, reading) for key in draft.metrics]
    past = _past(draft, by, len(groups), reading)
    plot(drawn, by, groups, series, past, reading)


def plot(
    drawn: Drawn, by: str, groups: list[Group], series: list[Series], past: list[Series], reading: Reading
) -> None:
    """What the template draws of series over the same steps."""
    currency = reading.by.workspace.currency
    known = [float(value) for one in (*series, *past) for value in one.values if value is not None]
    top, bottom = max(known, default=0), min(0.0, *known) if known else 0.0
    words = words_for(series[0].metric, currency)
    drawn.told = {
        "series": [
            {"name": one.name, "shown": one.shown, "line": scaled(one.values, top, bottom), "css": css}
            for css, one in [*(("is-past", one) for one in past), *((str(n), one) for n, one in enumerate(series, 1))]
        ],
        "top": words(top if known else None),
        "is_empty": not any(known),
        "marks": _marks(groups, series, past, currency),
        "columns": _columns(groups, series[0], top, bottom) if len(series) == 1 else [],
        "ticks": _ticks(by, groups),
        "high": HIGH,
    }
    drawn.says = _says(series[0], groups, currency) if len(series) == 1 else ""
    drawn.table = Table(
        reading.called(by),
        [one.name for one in series],
        [
            Line(
                group.name, "", [cell(one.metric, one.values[i], currency, group.url(one.metric.key)) for one in series]
            )
            for i, group in enumerate(groups)
        ],
    )


def _series(metric: Metric, by: str, groups: list[Group], scope: Asked, reading: Reading) -> Series:
    values = values_of(metric, by, groups, scope, reading)
    last = next((value for value in reversed(values) if value is not None), None)
    words = words_for(metric, reading.by.workspace.currency)
    return Series(metric, values, str(metric.name), words(last))


def values_of(metric: Metric, by: str, groups: list[Group], scope: Asked, reading: Reading) -> list[Figure]:
    """The figures of the steps; where nothing happened a number is none, and a mean is not known."""
    if metric.key in READ:
        ends = [_last(group, reading) for group in groups]
        return [READ[metric.key](point) for point in reading.points(ends, scope)]
    found = column_of(reading.answer(metric.key, scope, [by]))
    nothing = figures.of_no_rows(metric)
    return [found.get(group.key, nothing) for group in groups]


def _past(draft: Draft, by: str, length: int, reading: Reading) -> list[Series]:
    """The earlier time beside it, step for step; only beside a single line."""
    before = reading.scope(draft, draft.compare) if draft.compare and len(draft.metrics) == 1 else None
    if before is None or (by == "day" and length > 40):
        return []
    groups = groups_of(by, [], before, reading)[:length]
    values = values_of(draft.metric, by, groups, before, reading)
    values += [None] * (length - len(values))
    return [Series(draft.metric, values, before.period.label, "")]


def _last(group: Group, reading: Reading) -> date:
    end = group.scope.period.until_on
    return min(end - timedelta(days=1), reading.day) if end else reading.day


def month_ends(span: Any) -> list[date]:
    """The last day of each month of a span."""
    return [one.until_on - timedelta(days=1) for _key, one in steps("month", span)]


def scaled(values: Sequence[Figure], top: float, bottom: float) -> str:
    """The path through the figures; what is not known is a gap."""
    width, reach = WIDE / max(len(values), 1), (top - bottom) or 1
    path, is_drawing = [], False
    for index, value in enumerate(values):
        if value is not None:
            y = HIGH - (float(value) - bottom) / reach * HIGH
            path.append(f"{'L' if is_drawing else 'M'}{(index + 0.5) * width:.1f} {y:.1f}")
        is_drawing = value is not None
    return " ".join(path)


def line_through(values: Sequence[Figure], wide: int, high: int) -> str:
    """A small line by itself: between its own least and most."""
    known = [float(value) for value in values if value is not None]
    low, reach = min(known), (max(known) - min(known)) or 1
    path, is_drawing = [], False
    for index, value in enumerate(values):
        if value is not None:
            x, y = index * wide / max(len(values) - 1, 1), high - 2 - (float(value) - low) / reach * (high - 4)
            path.append(f"{'L' if is_drawing else 'M'}{x:.1f} {y:.1f}")
        is_drawing = value is not None
    return " ".join(path)


def _columns(groups: list[Group], one: Series, top: float, bottom: float) -> list[dict[str, str]]:
    """The same as columns, for those who asked for bars."""
    width, reach = 100 / max(len(groups), 1), (top - bottom) or 1
    zero = TOP + top / reach * HIGH if reach else TOP + HIGH
    drawn = []
    for index, value in enumerate(one.values):
        high = abs(float(value or 0)) / reach * HIGH
        y = zero - high if float(value or 0) >= 0 else zero
        drawn.append(
            {
                "x": f"{(index + 0.14) * width:.2f}",
                "y": f"{y:.1f}",
                "width": f"{0.72 * width:.2f}",
                "high": f"{high:.1f}",
                "state": "" if groups[index].is_over else "is-running",
            }
        )
    return drawn


def _marks(groups: list[Group], series: list[Series], past: list[Series], currency: str) -> list[dict[str, str]]:
    """For each step its place, its words, and where it leads."""
    width = 100 / max(len(groups), 1)
    marks = []
    for index, group in enumerate(groups):
        told = [f"{one.name}: {words_for(one.metric, currency)(one.values[index])}" for one in (*series, *past)]
        url = group.url(series[0].metric.key)
        marks.append(
            {"x": f"{index * width:.2f}", "width": f"{width:.2f}", "words": "\n".join([group.name, *told]), "url": url}
        )
    return marks


def _ticks(by: str, groups: list[Group]) -> list[dict[str, str]]:
    """A handful of names below the axis; the outer ones stand at the edges."""
    if not groups:
        return []
    every = max(-(-len(groups) // MOST_LABELS), 1)
    firsts = [group.first for group in groups]
    years = len({first.year for first in firsts}) > 1
    ticks = []
    for index in range(0, len(groups), every):
        x = 100 * (index + 0.5) / len(groups)
        anchor = "start" if x < 8 else "end" if x > 92 else "middle"
        ticks.append(
            {
                "x": percent(0 if x < 8 else 100 if x > 92 else x, 100),
                "anchor": anchor,
                "words": shortly(by, firsts[index], years),
            }
        )
    return ticks


def _says(one: Series, groups: list[Group], currency: str) -> str:
    """Where it was highest."""
    known = [(float(value), group.name) for value, group in zip(one.values, groups, strict=True) if value]
    if len(known) < 3:
        return ""
    most, name = max(known)
    return _("Highest in %(time)s: %(figure)s") % {"time": name, "figure": words_for(one.metric, currency)(most)}
