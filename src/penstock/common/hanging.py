"""Most tables hold nothing on most records: a page asks all of them at once, then only those that hold something."""

from collections.abc import Collection

from django.db import connection, models

from penstock.common.models import WorkspaceRecord


def look(record: WorkspaceRecord, tables: Collection[type[models.Model]]) -> None:
    """Note on a record that is only going to be shown which tables hold no row that hangs on it, by one query.

    Each table needs an index that begins with its column for the record.
    """
    column = f"{record._meta.model_name}_id"
    names = [table._meta.db_table for table in tables]
    asked = [f"EXISTS (SELECT 1 FROM {name} WHERE {column} = %s)" for name in names]  # noqa: S608 -- our own names
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(asked)}", [record.pk] * len(asked))
            held = cursor.fetchone()
        record.holds_no = frozenset(table for table, holds in zip(tables, held, strict=True) if not holds)
