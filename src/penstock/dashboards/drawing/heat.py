"""A heat map: one metric by two dimensions; the darker a cell, the more there is, and the figure stands in it."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.groups import Group, cell, groups_of, shortened, words_for
from penstock.dashboards.periods import shortly
from penstock.dashboards.reading import Reading
from penstock.metrics.answer import Figure
from penstock.metrics.asked import Asked
from penstock.metrics.numbers import Cell, Line, Table, rows_url
from penstock.metrics.planning import TIMES

MOST_ROWS, MOST_COLUMNS = 14, 14
LEVELS = 6
Found = dict[tuple[str | None, ...], Figure]


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The groups of the first dimension down, of the second across, the largest first unless they have an order."""
    draft = drawn.draft
    answer = reading.answer(draft.metric.key, scope, [draft.by, draft.across])
    found: Found = {row.group: row.value for row in answer.rows}
    rows = _kept(draft.by, 0, found, scope, reading, MOST_ROWS)
    columns = _kept(draft.across, 1, found, scope, reading, MOST_COLUMNS)
    lines = [Line(row.name, "", [_cell(drawn, row, one, found, scope, reading) for one in columns]) for row in rows]
    drawn.table = Table(reading.called(draft.by), [one.name for one in columns], lines)
    drawn.told = {
        "heads": [_short(draft.across, one, len(columns)) for one in columns],
        "rows": _shades(drawn, lines, found, answer.currency),
        "by": reading.called(draft.by),
    }
    left = len({key[0] for key in found}) - len(rows)
    drawn.says = _("The largest %(count)s are shown") % {"count": len(rows)} if left > 0 else ""


def level(value: Any, most: float) -> int:
    """How dark a cell is; nothing has no colour."""
    return min(int(float(value) / most * LEVELS) + 1, LEVELS) if value and most > 0 and float(value) > 0 else 0


def _shades(drawn: Drawn, lines: list[Line], found: Found, currency: str) -> list[dict[str, Any]]:
    """The cells as they are drawn: at a glance, and as dark as there is much."""
    words, most = (
        words_for(drawn.draft.metric, currency),
        max((float(value or 0) for value in found.values()), default=0),
    )
    return [
        {
            "name": line.label,
            "cells": [
                {
                    "shown": words(one.value) if one.value is not None else "",
                    "level": level(one.value, most),
                    "url": one.url,
                }
                for one in line.cells
            ],
        }
        for line in lines
    ]


def _cell(drawn: Drawn, row: Group, column: Group, found: Found, scope: Asked, reading: Reading) -> Cell:
    """One cell, which opens by both groups at once."""
    metric = drawn.draft.metric
    period = row.scope.period if row.scope.period != scope.period else column.scope.period
    narrowed = {**row.narrowed, **column.narrowed}
    asked = Asked(period, scope.as_of, scope.where, scope.known_as_of)
    value = found.get((row.key, column.key))
    return cell(metric, value, reading.by.workspace.currency, rows_url(asked.narrowed(metric=metric.key, **narrowed)))


def _kept(by: str, place: int, found: Found, scope: Asked, reading: Reading, most: int) -> list[Group]:
    """The groups with the most, at most so many, in the order that people expect."""
    if by in TIMES:
        return groups_of(by, [], scope, reading)[-most:]
    sums: dict[str | None, float] = {}
    for key, value in found.items():
        sums[key[place]] = sums.get(key[place], 0) + float(value or 0)
    return groups_of(by, sorted(sums, key=lambda key: -sums[key])[:most], scope, reading)


def _short(by: str, one: Group, count: int) -> str:
    """A head that leaves the columns narrow."""
    return shortly(by, one.first, years=count > 12) if by in TIMES else shortened(one.name, 18)
