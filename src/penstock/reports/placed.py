"""A report and a table where they stand: for which question. Files and letters are made from them."""

from dataclasses import dataclass

from penstock.metrics.asked import Asked
from penstock.reports.report import Report
from penstock.reports.tables import Table


@dataclass(frozen=True)
class Opened:
    """What the panels of a report are given."""

    report: Report
    asked: Asked


@dataclass(frozen=True)
class Placed:
    """What the panels of a table are given."""

    report: Report
    table: Table
    asked: Asked
