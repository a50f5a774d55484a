"""The questions that are measured, and the engine's answers in a form that SQL can be compared with."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.http import QueryDict

from penstock.boards.board import Board
from penstock.common import clock
from penstock.metrics.asking import ask, ids_by_label
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.past_board import PastBoard
from penstock.workspaces.actor import Actor

THEN, QUARTER = "half a year ago", "a quarter"
"""When a question is about: as of a day half a year ago, or of the last ninety-one days. Else it is of all time."""

BOARD = "board"
"""The heads of the board's columns; everything else is a metric."""

Answer = dict[tuple[Any, ...], tuple[float | None, ...]]
"""Figures by group; what has a name is known by its id."""


class Asked(NamedTuple):
    """A metric, what it is split by, and when it is about."""

    key: str
    split: str = ""
    when: str = ""

    @property
    def name(self) -> str:
        """How the table calls it."""
        return self.key + (f" by {self.split}" if self.split else "") + (f", {self.when}" if self.when else "")


def words(asked: Asked, by: Actor) -> dict[str, Any]:
    """The question in the engine's words."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    when: dict[str, date] = {}
    if asked.when == THEN:
        when = {"as_of": then_on(by)}
    elif asked.when == QUARTER:
        when = {"from_on": today - timedelta(days=91), "until_on": today}
    return {"split": [asked.split] if asked.split else [], **when}


def then_on(by: Actor) -> date:
    """The day half a year ago."""
    return clock.day_of(clock.now(), by.workspace.zone) - timedelta(days=182)


def parameters(by: Actor) -> dict[str, int | datetime]:
    """What the statements take: the workspace, the end of the past day, and the two ends of the quarter."""
    zone = by.workspace.zone
    today = clock.day_of(clock.now(), zone)
    return {
        "workspace": by.workspace_id,
        "then": clock.day_start(then_on(by) + timedelta(days=1), zone),
        "start": clock.day_start(today - timedelta(days=91), zone),
        "until": clock.day_start(today, zone),
    }


def answered(asked: Asked, by: Actor) -> Answer:
    """The engine's answer."""
    if asked.key == BOARD:
        return board_heads(by)
    rows = ask(asked.key, by=by, **words(asked, by)).rows
    named = DIMENSIONS[asked.split].names if asked.split else ""
    ids = ids_by_label(named, by=by) if named else {}
    return {tuple(ids.get(label, label) for label in row.group): (_number(row.value),) for row in rows}


def board_heads(by: Actor) -> Answer:
    """Deals, value and weighted value of the columns in which there were any."""
    heads = PastBoard(Board(QueryDict(), by), then_on(by)).heads
    return {
        (column.id,): (float(column.count), _number(column.total.amount), _number(column.weighted_total.amount))
        for column in heads
        if column.count
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
