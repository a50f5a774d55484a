"""A table: several metrics by one dimension, the first of them with bars."""

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.groups import cell, column_of, groups_of
from penstock.dashboards.reading import Reading
from penstock.metrics import figures
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue import METRICS
from penstock.metrics.numbers import Line, Table

MOST = 12


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """A line for every group that any of the metrics has, the largest of the first metric on top."""
    draft, currency = drawn.draft, reading.by.workspace.currency
    metrics = [draft.as_asked(METRICS[key]) for key in draft.metrics]
    columns = [column_of(reading.answer(metric.key, scope, [draft.by])) for metric in metrics]
    keys = list(dict.fromkeys(key for column in columns for key in column))
    keys.sort(key=lambda key: -float(columns[0].get(key) or 0))
    groups = groups_of(draft.by, keys[: reading.most], scope, reading)
    lines = [
        Line(
            group.name,
            "",
            [
                cell(
                    metric,
                    column.get(group.key, figures.of_no_rows(metric)),
                    currency,
                    group.url(metric.key),
                )
                for metric, column in zip(metrics, columns, strict=True)
            ],
        )
        for group in groups
    ]
    drawn.table = Table(reading.called(draft.by), [str(metric.name) for metric in metrics], lines)
    drawn.told = {"lines": lines[:MOST], "more": max(len(lines) - MOST, 0), "left": len(keys) - len(lines)}
