"""What a report is: its key and words, how it is drawn from a question, and what comes out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from penstock.metrics.asked import Asked
from penstock.metrics.catalogue.metric import Words
from penstock.paper.picture import Picture
from penstock.reports.tables import Table
from penstock.workspaces.actor import Actor

PLAIN = "reports/report.html"
"""The template of a report that is its tables and nothing else."""


ALWAYS = "all"
"""The period of a report that is of all time unless one asks for another."""


@dataclass(frozen=True)
class Nothing:
    """What an empty report says: what will be here, and the one act that fills it."""

    title: str
    text: str
    act: str
    url: str


@dataclass(frozen=True)
class Drawn:
    """A report for one question and one reader: a sentence that it comes to, and its tables.

    ``notes`` say beneath how it was reckoned, ``more`` is what the report's own template shows beside the tables, and
    ``left_out`` are the amounts that no rate could convert; ``nothing`` stands where there is nothing to show, and
    another time would not change that.
    """

    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    left_out: dict[str, Decimal] = field(default_factory=dict)
    nothing: Nothing | None = None
    on_paper: Callable[[float], Picture] | None = None
    """The drawing of the page, for paper so many points wide."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show for this question."""
        return not any(table.lines for table in self.tables)


@dataclass(frozen=True)
class Report:
    """One report; ``filters`` are the dimensions that its frame offers first.

    One that ``narrows`` takes any other dimension and any filter of the list too; else it passes them over.

    Who asks for no period gets the ``period`` that the newest closing is in; that of today where it ``is_of_today``.
    ``nav`` is the line of the side bar that it belongs to.
    """

    key: str
    name: Words
    sentence: Words
    icon: str
    draw: Callable[[Asked, Actor], Drawn]
    template: str = PLAIN
    filters: tuple[str, ...] = ("pipeline", "team")
    period: str = "quarter"
    is_of_today: bool = False
    narrows: bool = False
    nav: str = "reports"
    looks_ahead: bool = False
    """Whether it tells of one period that goes on or comes, never of all time."""

    @property
    def is_of_all_time(self) -> bool:
        """Whether it tells of all time unless one asks for another."""
        return self.period == ALWAYS
