"""A table where it stands: in which report, for which question. Files of tables are made from it."""

from dataclasses import dataclass

from penstock.metrics.asked import Asked
from penstock.reports.report import Report
from penstock.reports.tables import Table


@dataclass(frozen=True)
class Placed:
    """What the panels of a table are given."""

    report: Report
    table: Table
    asked: Asked
