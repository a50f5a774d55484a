"""A moment some days earlier, worked out by the database itself."""

from datetime import timedelta
from typing import Any

from django.db.models import DateTimeField, Func

SQLITE = "(date(substr(%(expressions)s, 1, 10), '-%(days)d days') || substr(%(expressions)s, 11))"
"""The day moves and the time of day is left as it is written, to the microsecond. Taking a duration away in Django's
way would call back into Python for each row."""


class DaysEarlier(Func):
    """A moment in a column, so many whole days of 24 hours earlier."""

    template = "(%(expressions)s - interval '%(days)d days')"
    output_field = DateTimeField()

    def __init__(self, column: str, passed: timedelta) -> None:
        super().__init__(column, days=passed.days)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps moments as text in UTC."""
        return self.as_sql(compiler, connection, template=SQLITE, **context)
