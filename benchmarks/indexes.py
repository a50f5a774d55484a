"""Lays a table's indexes aside while many rows are written, and makes them anew: sorted once instead of row by row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL",
    "postgresql": """SELECT indexname, indexdef FROM pg_indexes WHERE tablename = '{table}'
        AND indexname NOT IN (SELECT conname FROM pg_constraint)""",
}
"""What was made by CREATE INDEX; what a constraint stands on stays."""


@contextmanager
def laid_aside(cursor: Any, vendor: str, tables: Sequence[str]) -> Iterator[None]:
    """The tables without their indexes, which are there again in the end; inside the caller's transaction."""
    made: dict[str, str] = {}
    for table in tables:
        cursor.execute(INDEXES[vendor].format(table=table))
        made.update(cursor.fetchall())
    _check_references(cursor, vendor)
    for name in made:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    _check_references(cursor, vendor)
    for sql in made.values():
        cursor.execute(sql)


def _check_references(cursor: Any, vendor: str) -> None:
    """PostgreSQL changes no indexes of a table whose rows it has still to check at the end of the transaction."""
    if vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
