"""The period before as it ended, and how a figure stands against its."""

from dataclasses import replace

from penstock.metrics import figures
from penstock.metrics.answer import Figure
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue.metric import Metric
from penstock.metrics.question import MISSING
from penstock.reports.before import before
from penstock.reports.tables import Cell


def ended_before(asked: Asked) -> Asked | None:
    """The same question for the period before, as of its own end; None of all time."""
    earlier = before(asked)
    return replace(earlier, as_of=None) if earlier else None


def change_cell(metric: Metric, now: Figure, then: Figure) -> Cell:
    """The change in percent, of shares in points."""
    told = figures.change(metric, now, then)
    return Cell(told.words, float(now or 0) - float(then or 0)) if told else Cell(MISSING)
