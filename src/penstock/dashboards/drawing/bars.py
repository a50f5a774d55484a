"""Bars: the groups below each other with their names above the bars, or columns where they are times."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.groups import (
    cell,
    column_of,
    groups_of,
    percent,
    shortened,
    words_for,
)
from penstock.dashboards.drawing.lines import Series, plot, values_of
from penstock.dashboards.periods import against
from penstock.dashboards.reading import Reading
from penstock.metrics.asked import Asked
from penstock.metrics.numbers import Line, Table
from penstock.metrics.question import MISSING
from penstock.ui import formats

MOST = 10
ROW = 38


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """Columns of times, else bars of groups."""
    if drawn.draft.is_over_time:
        _draw_columns(drawn, scope, reading)
    else:
        _draw_bars(drawn, scope, reading)


def _draw_columns(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    metric, by = drawn.draft.metric, drawn.draft.by
    groups = groups_of(by, [], scope, reading)
    values = values_of(metric, by, groups, scope, reading)
    plot(drawn, by, groups, [Series(metric, values, str(metric.name), "")], [], reading)
    drawn.told["as_columns"] = True


def _draw_bars(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    draft, currency = drawn.draft, reading.by.workspace.currency
    metric, words = draft.metric, words_for(draft.metric, reading.by.workspace.currency)
    column = column_of(reading.answer(metric.key, scope, [draft.by]))
    before = reading.scope(draft, draft.compare) if draft.compare else None
    past = column_of(reading.answer(metric.key, before, [draft.by])) if before else {}
    keys = list(column) if draft.by == "stage" else sorted(column, key=lambda key: -float(column[key] or 0))
    groups = groups_of(draft.by, keys[: reading.most], scope, reading)
    most = max((float(value or 0) for value in (*column.values(), *past.values())), default=0)
    drawn.told = {
        "bars": [_bar(place, one, column, past, most, words, metric.key) for place, one in enumerate(groups[:MOST])],
        "high": min(len(groups), MOST) * ROW,
        "more": max(len(groups) - MOST, 0),
        "left": len(keys) - len(groups),
        "against": against(before.period if before else None, metric.rows.happens),
    }
    drawn.says = _says(metric, column, groups, reading)
    drawn.table = Table(
        reading.called(draft.by),
        [str(metric.name)],
        [Line(one.name, "", [cell(metric, column[one.key], currency, one.url(metric.key))]) for one in groups],
    )


def _bar(place: int, one: Any, column: Any, past: Any, most: float, words: Any, key: str) -> dict[str, Any]:
    earlier = past.get(one.key)
    told = words(column[one.key])
    return {
        "label": shortened(one.name),
        "name": one.name,
        "shown": told,
        "words": f"{one.name}: {told}" + (f" ({words(earlier)})" if earlier is not None else ""),
        "url": one.url(key),
        "percent": percent(float(column[one.key] or 0), most),
        "past": percent(min(float(earlier), 0.992 * most), most) if earlier is not None else "",
        "y": place * ROW,
    }


def _says(metric: Any, column: Any, groups: Any, reading: Reading) -> str:
    """What part of the whole the first has, of what adds up."""
    total = sum(float(value or 0) for value in column.values())
    if metric.figure not in ("count(*)", "coalesce(sum(amount), 0)") or metric.plan or total <= 0 or len(groups) < 3:
        return ""
    first = max(groups, key=lambda one: float(column[one.key] or 0))
    share = float(column[first.key] or 0) / total
    if first.name == MISSING:
        return ""
    return _("%(name)s has %(share)s of it") % {"name": first.name, "share": formats.percent(share)}
