"""Writing thousands of rows at once, faster than Django's bulk insert: ids first, then executemany or COPY."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.models.base import ModelState

Convert = Callable[[Any], Any]
ENCODER = json.JSONEncoder(ensure_ascii=False)


def insert_many(model: type[models.Model], rows: list[Any]) -> list[Any]:
    """Write new rows inside the caller's transaction; each gets its id. Values must be of their fields' types."""
    fields = model._meta.concrete_fields
    _take_ids(model, [row for row in rows if row.pk is None])
    converts = {place: convert for place, field in enumerate(fields) if (convert := _convert(field))}
    names = [field.attname for field in fields]
    stamped = [field for field in fields if getattr(field, "auto_now_add", False)]
    for row in rows:
        for field in stamped:
            field.pre_save(row, add=True)
    _write(model, [field.column for field in fields], (_values(row, names, converts) for row in rows))
    alias = connection.alias
    for row in rows:
        row._state.adding, row._state.db = False, alias
    return rows


def fresh(model: type[models.Model], **values: Any) -> Any:
    """A new row from values by column (``owner_id``, not ``owner``), several times quicker than calling the model."""
    row = model.__new__(model)
    plain, made = _blank(model)
    columns = row.__dict__
    columns.update(plain)
    for name, default in made:
        columns[name] = default()
    columns.update(values)
    row._state = ModelState()
    return row


@lru_cache(maxsize=256)
def _blank(model: type[models.Model]) -> tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]]]:
    """The defaults of a model's columns: plain ones, and those that are made anew for each row."""
    fields = model._meta.concrete_fields
    made = {field.attname: field.default for field in fields if field.has_default() and callable(field.default)}
    return {f.attname: f.get_default() for f in fields if f.attname not in made}, list(made.items())


def _values(row: Any, names: list[str], converts: dict[int, Convert]) -> list[Any]:
    """A row's values in the order of the columns, as the database takes them."""
    columns = row.__dict__
    values = [columns.get(name) for name in names]
    for place, convert in converts.items():
        values[place] = convert(values[place])
    return values


def _take_ids(model: type[models.Model], rows: list[Any]) -> None:
    """Reserve ids: the writer holds SQLite's only write lock; PostgreSQL has a sequence."""
    if not rows:
        return
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)", [table])
            first = cursor.fetchone()[0] + 1
            ids = list(range(first, first + len(rows)))
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


def _moment(value: datetime | None) -> str | None:
    """A moment as Django keeps it in SQLite: UTC without saying so."""
    if value is None:
        return None
    return (value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat(" ")[:-6]


def _convert(field: models.Field[Any, Any]) -> Convert | None:
    """How a value of the field goes to the database; None where it goes as it is."""
    if isinstance(field, models.JSONField):
        return ENCODER.encode
    if connection.vendor != "sqlite":
        return None
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.DateField | models.DecimalField):
        return lambda value: None if value is None else str(value)
    return None
