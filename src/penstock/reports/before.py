"""The same question for the period before, and how a figure stands against it."""

from dataclasses import replace

from penstock.metrics import figures
from penstock.metrics.answer import Figure
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue.metric import Metric
from penstock.metrics.periods import Period
from penstock.metrics.question import MISSING
from penstock.reports.tables import Cell


def before_of(asked: Asked) -> Asked | None:
    """The period before, of the same kind or as many days long; None where the question has no two ends."""
    period = asked.period
    if period.steps:
        earlier = period.before
    elif period.from_on and period.until_on:
        earlier = Period("custom", period.from_on - (period.until_on - period.from_on), period.from_on)
    else:
        return None
    return replace(asked, period=earlier, as_of=None)


def change_cell(metric: Metric, now: Figure, before: Figure) -> Cell:
    """The change in percent, of shares in points, in the colour of what it means."""
    told = figures.change(metric, now, before)
    if told is None:
        return Cell(MISSING)
    return Cell(told.words, float(now or 0) - float(before or 0))
