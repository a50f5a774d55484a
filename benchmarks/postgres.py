"""A PostgreSQL of this run's own with the tables and indexes of the product, filled from the measured SQLite file.

BENCH_POSTGRESQL=0 does without. The server is that of the tests (no fsync, everything else as PostgreSQL comes), the
session sorts in 64 MB, and the tables are vacuumed and analysed as autovacuum would have done.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from benchmarks.beside import Database
from benchmarks.indexes import laid_aside
from benchmarks.progress import said
from tests.postgres import server

TABLES = (
    "workspaces_workspace",
    "workspaces_person",
    "pipelines_stage",
    "companies_company",
    "deals_deal",
    "deals_dealspan",
    "activities_activity",
    "boards_stagetotal",
)
"""All that the statements read."""

ROOT = Path(__file__).resolve().parent.parent
BLOCK = 20_000
TEXTS = ("character varying", "text", "jsonb")
COLUMNS = """SELECT column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position"""


def why_not() -> str:
    """Why there is no PostgreSQL to compare with; empty where there is."""
    if os.environ.get("BENCH_POSTGRESQL") == "0":
        return "PostgreSQL was not asked for"
    return "" if server.binaries() else "no PostgreSQL here"


def filled() -> Database:
    """The server with the rows of the measured file, and how it runs a statement."""
    import psycopg

    address = server.new_database("bench")
    _migrate(address)
    # Who is started later in this run is on the measured database again.
    del os.environ["PENSTOCK_TEST_DATABASE_URL"]
    postgres = psycopg.connect(address, autocommit=True, options="-c timezone=UTC -c work_mem=64MB")
    postgres.execute("SET session_replication_role = replica")
    for table in TABLES:
        began = time.perf_counter()
        with postgres.transaction(), postgres.cursor() as cursor, laid_aside(cursor, "postgresql", [table]):
            _load(cursor, table)
        postgres.execute(f"VACUUM ANALYZE {table}")
        said(f"PostgreSQL: {table} in {time.perf_counter() - began:.0f} s")
    return Database("postgresql", lambda sql, given: postgres.execute(sql, given).fetchall())


def _migrate(address: str) -> None:
    said("PostgreSQL: migrations")
    command = [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0"]
    with tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "PENSTOCK_DATABASE_URL": address, "PENSTOCK_DATA": data}
        subprocess.run(command, env=env, cwd=ROOT, check=True)


def _load(cursor: Any, table: str) -> None:
    cursor.execute(COLUMNS, [table])
    columns = cursor.fetchall()
    names = ", ".join(f'"{name}"' for name, _type in columns)
    cursor.execute(f"DELETE FROM {table}")
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy, connection.cursor() as sqlite:
        for block in csv_of(sqlite, table, columns):
            copy.write(block)


def csv_of(sqlite: Any, table: str, columns: list[tuple[str, str]]) -> Iterator[str]:
    """A table with an id as CSV, which SQLite writes itself, many rows to a text."""
    line = " || ',' || ".join(_cell(name, kind) for name, kind in columns)
    sqlite.execute(f"SELECT coalesce(min(id), 0), coalesce(max(id), -1) FROM {table}")
    first, last = sqlite.fetchone()
    for start in range(first, last + 1, BLOCK):
        ids = f"BETWEEN {start} AND {start + BLOCK - 1}"
        sqlite.execute(f"SELECT group_concat({line}, char(10)) || char(10) FROM {table} WHERE id {ids}")
        yield sqlite.fetchone()[0] or ""


def _cell(name: str, kind: str) -> str:
    """A value as CSV; nothing at all is NULL, and nothing between quotes an empty text."""
    value = f"""'"' || replace("{name}", '"', '""') || '"'""" if kind in TEXTS else f'"{name}"'
    return f"coalesce({value}, '')"
