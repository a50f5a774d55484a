"""Asks for reports and their tables by key, as the pages do."""

from django.http import QueryDict

from penstock.metrics.answer import Figure
from penstock.reports.frame import drawn_for
from penstock.reports.registry import REPORTS
from penstock.reports.report import Drawn
from penstock.reports.tables import Line
from penstock.workspaces.actor import Actor


def drawn(key: str, by: Actor, query: str = "period=all") -> Drawn:
    """The report of an address."""
    return drawn_for(REPORTS[key], QueryDict(query), by)


def lines(found: Drawn, table: str) -> dict[str, Line]:
    """The lines of a table by their label."""
    return {line.label: line for one in found.tables if one.key == table for line in one.lines}


def values(found: Drawn, table: str) -> dict[str, list[Figure | str]]:
    """The values of a table by label."""
    return {label: [cell.value for cell in line.cells] for label, line in lines(found, table).items()}
