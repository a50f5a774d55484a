"""A leader board: who stands where, and how that changed."""

from collections.abc import Callable
from typing import Any

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.groups import Group, cell, column_of, groups_of, percent, words_for
from penstock.dashboards.periods import against
from penstock.dashboards.reading import Reading
from penstock.metrics import figures
from penstock.metrics.answer import Figure
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue.metric import Better, Metric
from penstock.metrics.numbers import Line, Table

MOST = 10
Column = dict[str | None, Figure]
Words = Callable[[Figure], str]


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The best first; whoever has the same figure has the same place."""
    draft, metric = drawn.draft, drawn.draft.metric
    answer = reading.answer(metric.key, scope, [draft.by])
    column: Column = {key: value for key, value in column_of(answer).items() if key is not None and value is not None}
    before = reading.scope(draft, draft.compare) if draft.compare else None
    past = column_of(reading.answer(metric.key, before, [draft.by])) if before else {}
    sign = 1 if metric.better == Better.DOWN else -1
    keys = sorted(filter(None, column), key=lambda key: sign * float(column[key] or 0))
    most = max((abs(float(value or 0)) for value in column.values()), default=0)
    places, groups = _places(column, keys), groups_of(draft.by, [*keys], scope, reading)
    words = words_for(metric, answer.currency)
    drawn.told = {
        "leaders": [
            _leader(one, places, column, past if before else None, most, metric, words) for one in groups[:MOST]
        ],
        "more": max(len(groups) - MOST, 0),
        "against": against(before.period if before else None, metric.rows.happens),
    }
    drawn.table = Table(
        reading.called(draft.by),
        [str(metric.name)],
        [Line(one.name, "", [cell(metric, column[one.key], answer.currency, one.url(metric.key))]) for one in groups],
    )


def _leader(
    one: Group,
    places: dict[str | None, int],
    column: Column,
    past: Column | None,
    most: float,
    metric: Metric,
    words: Words,
) -> dict[str, Any]:
    """One line of the board."""
    value = column[one.key]
    return {
        "place": places[one.key],
        "name": one.name,
        "url": one.url(metric.key),
        "shown": words(value),
        "percent": percent(float(value or 0), most),
        "change": figures.change(metric, value, past.get(one.key)) if past is not None else None,
    }


def _places(column: Column, keys: list[str]) -> dict[str | None, int]:
    places: dict[str | None, int] = {}
    for number, key in enumerate(keys, start=1):
        above = keys[number - 2] if number > 1 else None
        places[key] = places[above] if above is not None and column[above] == column[key] else number
    return places
