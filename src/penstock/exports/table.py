"""What can be exported: a table is its columns and its rows, read in blocks so that a million need little memory."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from penstock.boards.filters.definition import Words
from penstock.common.among import among
from penstock.workspaces.actor import Actor

BLOCK = 1000
MOST_KEPT = 5000
"""So many records that others refer to are kept for the next block."""

Plain = str | int | float | bool | Decimal | date | datetime | None
"""What a cell may hold."""


@dataclass(frozen=True)
class Column:
    """One column: its name for programs, its name for people, and its value in a row."""

    key: str
    label: Words
    value: Callable[[Any], Plain]


@dataclass(frozen=True)
class Table:
    """One kind of record; ``read`` gives those that the actor may read and asked for, ``prepare`` dresses a block."""

    key: str
    label: Words
    columns: Callable[[Actor], list[Column]]
    read: Callable[[Actor, Any], QuerySet[Any]]
    related: tuple[str, ...] = ()
    prepare: Callable[[list[Any], Actor], None] = lambda _rows, _by: None


@dataclass(frozen=True)
class Export:
    """A table as somebody asked for it; a workbook's sheet is called by its label."""

    label: Words
    columns: list[Column]
    rows: Iterator[list[Plain]]


def export(table: Table, by: Actor, asked: Any) -> Export:
    """Begin an export; raises Refused when what is asked for cannot be meant."""
    columns = table.columns(by)
    found = table.read(by, asked)
    return Export(table.label, columns, _rows(table, columns, found, by))


def _rows(table: Table, columns: list[Column], found: QuerySet[Any], by: Actor) -> Iterator[list[Plain]]:
    for block in blocks(found, table.related):
        table.prepare(block, by)
        for row in block:
            yield [column.value(row) for column in columns]


class Referred:
    """The records that a foreign key leads to: each is fetched once, though many rows of many blocks share it.

    What stands behind a double underline is fetched along with them: ``person__user``.
    """

    def __init__(self, model: Any, path: str) -> None:
        self.name, _mark, self.further = path.partition("__")
        field = model._meta.get_field(self.name)
        self.column, self.model = field.attname, field.related_model
        self._known: dict[int, Any] = {}

    def attach(self, block: list[Any]) -> None:
        """Put them on the rows of a block."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        missing = {getattr(row, self.column) for row in block} - {None} - self._known.keys()
        if missing:
            found = self.model.objects.on(among(missing), "pk__in")
            found = found.select_related(self.further) if self.further else found
            self._known.update({one.pk: one for one in found})
        for row in block:
            row._state.fields_cache[self.name] = self._known.get(getattr(row, self.column))


def blocks(found: QuerySet[Any], related: tuple[str, ...]) -> Iterator[list[Any]]:
    """The records by rising id, a block at a time; which ones is settled at the beginning.

    Each block is fetched by its ids alone: they were found within the actor's scope, and a condition on the workspace
    would lead SQLite to walk through all of it for each block.
    """
    ids = array("q", sorted(found.order_by().values_list("pk", flat=True).iterator(BLOCK)))
    referred = [Referred(found.model, name) for name in related]
    for start in range(0, len(ids), BLOCK):
        block = list(found.model.objects.on(among(ids[start : start + BLOCK]), "pk__in").order_by("pk"))
        for one in referred:
            one.attach(block)
        yield block
