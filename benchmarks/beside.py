"""The same figures by plain SQL on PostgreSQL: a server of this run's own, given the measured rows and nothing else."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from benchmarks import timing
from benchmarks.numbers import SAME_IN_SQL, asked_in_sql, on_postgresql
from benchmarks.timing import Figure
from penstock.workspaces.actor import Actor
from tests.postgres import server

TABLES = {
    "deals_dealspan": "workspace_id bigint, stage_id bigint, status text, value numeric, "
    "from_at timestamptz, to_at timestamptz, superseded_at timestamptz",
    "deals_deal": "workspace_id bigint, owner_id bigint, status text, removed_at timestamptz",
}
BLOCK = 10_000


@dataclass
class NotRun:
    """What could not be measured here, and why."""

    name: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        """As it stands in latest.json."""
        return {"name": self.name, "did_not_run": self.reason}


def beside(by: Actor, deals: int) -> Iterator[Figure | NotRun]:
    """Each figure that has plain SQL, from tables without indexes: both look at most rows anyway."""
    names = {name: f"{name}, by SQL on PostgreSQL" for name in SAME_IN_SQL}
    if server.binaries() is None or connection.vendor != "sqlite":
        why = "no PostgreSQL on this machine" if connection.vendor == "sqlite" else "the floor above is PostgreSQL's"
        yield from (NotRun(name, why) for name in names.values())
        return
    import psycopg

    with psycopg.connect(server.address(), autocommit=True) as postgres:
        for table, columns in TABLES.items():
            _load(postgres, table, columns)
        for name, parameters in asked_in_sql(by).items():
            sql = on_postgresql(SAME_IN_SQL[name])
            taken = timing.times(lambda sql=sql, given=parameters: postgres.execute(sql, given).fetchall(), 5, 1)
            yield Figure(names[name], deals, timing.median(taken), timing.p95(taken), 0.0, 1)
    del os.environ["PENSTOCK_TEST_DATABASE_URL"]


def _load(postgres: Any, table: str, columns: str) -> None:
    names = ", ".join(one.split()[0] for one in columns.split(", "))
    postgres.execute(f"CREATE TABLE {table} ({columns})")
    with connection.cursor() as ours, postgres.cursor() as theirs:
        ours.execute(f"SELECT {names} FROM {table}")
        with theirs.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            while rows := ours.fetchmany(BLOCK):
                for row in rows:
                    copy.write_row(row)
    postgres.execute(f"ANALYZE {table}")
