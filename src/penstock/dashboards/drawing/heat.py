"""A heat map: one metric by two dimensions; the darker a cell, the more there is, and the figure stands in it."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.groups import Group, cell, dimension_name, groups_of, shortened, words_for
from penstock.dashboards.periods import shortly
from penstock.dashboards.reading import Reading
from penstock.metrics.asked import Asked
from penstock.metrics.numbers import Line, Table, rows_url
from penstock.metrics.planning import TIMES

MOST_ROWS, MOST_COLUMNS = 14, 14
LEVELS = 6


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The groups of the first dimension down, of the second across, the largest first unless they have an order."""
    draft, metric = drawn.draft, drawn.draft.metric
    answer = reading.answer(metric.key, scope, [draft.by, draft.across])
    found = {row.group: row.value for row in answer.rows}
    rows = _kept(draft.by, 0, found, scope, reading, MOST_ROWS)
    columns = _kept(draft.across, 1, found, scope, reading, MOST_COLUMNS)
    words, most = words_for(metric, answer.currency), max((float(value or 0) for value in found.values()), default=0)
    drawn.told = {
        "heads": [_short(draft.across, one, len(columns)) for one in columns],
        "rows": [
            {
                "name": row.name,
                "cells": [
                    {
                        "shown": words(found[row.key, one.key]) if (row.key, one.key) in found else "",
                        "level": level(found.get((row.key, one.key)), most),
                        "url": _url(row, one, scope, metric.key),
                    }
                    for one in columns
                ],
            }
            for row in rows
        ],
        "by": dimension_name(draft),
    }
    drawn.table = Table(
        dimension_name(draft),
        [one.name for one in columns],
        [
            Line(
                row.name,
                "",
                [
                    cell(metric, found.get((row.key, one.key)), answer.currency, _url(row, one, scope, metric.key))
                    for one in columns
                ],
            )
            for row in rows
        ],
    )
    left = len({key[0] for key in found}) - len(rows)
    drawn.says = _("The largest %(count)s are shown") % {"count": len(rows)} if left > 0 else ""


def level(value: Any, most: float) -> int:
    """How dark a cell is; nothing has no colour."""
    return min(int(float(value) / most * LEVELS) + 1, LEVELS) if value and most > 0 and float(value) > 0 else 0


def _kept(by: str, place: int, found: dict[Any, Any], scope: Asked, reading: Reading, most: int) -> list[Group]:
    """The groups with the most, at most so many, in the order that people expect."""
    sums: dict[Any, float] = {}
    for key, value in found.items():
        sums[key[place]] = sums.get(key[place], 0) + float(value or 0)
    if by in TIMES:
        return groups_of(by, [], scope, reading)[-most:]
    largest = sorted(sums, key=lambda key: -sums[key])[:most]
    return groups_of(by, largest, scope, reading)


def _short(by: str, one: Group, count: int) -> str:
    """A head that leaves the columns narrow."""
    return shortly(by, one.first, years=count > 12) if by in TIMES else shortened(one.name, 18)


def _url(row: Group, column: Group, scope: Asked, key: str) -> str:
    """Where a cell opens: both groups at once."""
    period = row.scope.period if row.scope.period != scope.period else column.scope.period
    narrowed = {**row.narrowed, **column.narrowed}
    return rows_url(Asked(period, scope.as_of, scope.where, scope.known_as_of).narrowed(metric=key, **narrowed))
