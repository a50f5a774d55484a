"""How the database is opened: SQLite in the data folder by default, PostgreSQL when an address is given."""

from pathlib import Path
from typing import Any

# Readers never wait for a writer (WAL); a commit is on the disk before it is acknowledged (synchronous=FULL);
# each thread's own cache is small, because the system's file cache is behind it (mapping the file was no faster);
# a write transaction takes its lock at once (IMMEDIATE), so that two of them queue instead of failing half-way.
PRAGMAS = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA foreign_keys=ON;
PRAGMA cache_size=-4000;
PRAGMA temp_store=MEMORY;
PRAGMA journal_size_limit=67108864;
"""


def database(data: Path, address: dict[str, Any] | None) -> dict[str, Any]:
    """Django's settings for the one database; connections stay open, SQLite's long enough to be worth their cache.

    A connection of SQLite's reads the planner's statistics when it opens, so it is opened anew now and then.
    """
    if address:
        return {**address, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data / "penstock.sqlite3"),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
    }
