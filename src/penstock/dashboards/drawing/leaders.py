"""A leader board: who stands where, and how that changed."""

from collections.abc import Mapping

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.groups import cell, column_of, dimension_name, groups_of, percent
from penstock.dashboards.reading import Reading
from penstock.metrics import figures
from penstock.metrics.answer import Figure
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue.metric import Better
from penstock.metrics.numbers import Line, Table

MOST = 10
Column = dict[str | None, Figure]


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The best first; whoever has the same figure has the same place."""
    draft, metric = drawn.draft, drawn.draft.metric
    answer = reading.answer(metric.key, scope, [draft.by])
    column = {key: value for key, value in column_of(answer).items() if key is not None and value is not None}
    before = reading.scope(draft, draft.compare) if draft.compare else None
    past = column_of(reading.answer(metric.key, before, [draft.by])) if before else {}
    sign = 1 if metric.better == Better.DOWN else -1
    keys = sorted(column, key=lambda key: sign * float(column[key] or 0))
    most = max((abs(float(value or 0)) for value in column.values()), default=0)
    places, groups = _places(column, keys), groups_of(draft.by, [*keys], scope, reading)
    drawn.told = {
        "leaders": [
            {
                "place": places[one.key],
                "name": one.name,
                "url": one.url(metric.key),
                "shown": figures.shown(column[one.key or ""], metric.unit, answer.currency),
                "percent": percent(float(column[one.key or ""] or 0), most),
                "change": figures.change(metric, column[one.key or ""], past.get(one.key)) if before else None,
            }
            for one in groups[:MOST]
        ],
        "more": max(len(groups) - MOST, 0),
        "against": before.period.label if before else "",
    }
    drawn.table = Table(
        dimension_name(draft),
        [str(metric.name)],
        [
            Line(one.name, "", [cell(metric, column[one.key or ""], answer.currency, one.url(metric.key))])
            for one in groups
        ],
    )


def _places(column: Mapping[str, Figure], keys: list[str]) -> dict[str | None, int]:
    places: dict[str | None, int] = {}
    for number, key in enumerate(keys, start=1):
        above = keys[number - 2] if number > 1 else None
        places[key] = places[above] if above is not None and column[above] == column[key] else number
    return places
