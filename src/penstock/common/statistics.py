"""What the database's planner knows of the data: without it SQLite walks a whole workspace to find a few ids."""

from django.db import connection

SAMPLE = 20_000
"""Rows looked at in each index; so many, so that a large workspace is not taken for a small one."""


def refresh_statistics() -> None:
    """Let the planner look at the data again: at each start and after an import."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={SAMPLE}")
        cursor.execute("ANALYZE")
