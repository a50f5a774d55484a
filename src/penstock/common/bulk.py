"""Writing thousands of rows at once, faster than Django's bulk insert: ids first, then executemany or COPY."""

import json
from collections.abc import Callable
from datetime import UTC
from typing import Any

from django.db import connection, models

Convert = Callable[[Any], Any]


def insert_many(model: type[models.Model], rows: list[Any]) -> list[Any]:
    """Write new rows inside the caller's transaction; each gets its id. Values must be of their fields' types."""
    fields = model._meta.concrete_fields
    _take_ids(model, [row for row in rows if row.pk is None])
    converts = [_convert(field) for field in fields]
    names = [field.attname for field in fields]
    stamped = [field for field in fields if getattr(field, "auto_now_add", False)]
    for row in rows:
        for field in stamped:
            field.pre_save(row, add=True)
    values = (
        [convert(value) for convert, value in zip(converts, map(row.__dict__.get, names), strict=True)] for row in rows
    )
    _write(model, [field.column for field in fields], values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return rows


def _take_ids(model: type[models.Model], rows: list[Any]) -> None:
    """Reserve ids: the writer holds SQLite's only write lock; PostgreSQL has a sequence."""
    if not rows:
        return
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)", [table])
            first = cursor.fetchone()[0] + 1
            ids = range(first, first + len(rows))
        else:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, len(rows)]
            )
            ids = [one for (one,) in cursor.fetchall()]
    for row, pk in zip(rows, ids, strict=True):
        row.pk = pk


def _write(model: type[models.Model], columns: list[str], values: Any) -> None:
    quote = connection.ops.quote_name
    table, named = quote(model._meta.db_table), ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", values)  # noqa: S608 -- our own names
            return
        with cursor.cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)


def _convert(field: models.Field) -> Convert:
    """How a value of the field goes to the database."""
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if connection.vendor != "sqlite":
        return lambda value: value
    if isinstance(field, models.DateTimeField):
        return lambda value: None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))
    if isinstance(field, models.DateField | models.DecimalField):
        return lambda value: None if value is None else str(value)
    return lambda value: value
