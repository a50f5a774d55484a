"""Reads a workspace out of the database for its columnar copy: names as tuples, deals and spans as CSV files.

The many rows never become Python objects: PostgreSQL copies them out as CSV, and SQLite joins each row, and then many
rows, into one text by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from django.db import connection

from penstock.companies.models import Company
from penstock.deals.models import Deal, DealItem, DealSpan
from penstock.metrics.columnar import Batch, Name, RateSpan, StagePlace
from penstock.metrics.names import names_of, rates_of
from penstock.pipelines.models import Stage
from penstock.workspaces.models import Person, Workspace

BATCH = 100_000
"""So many deal ids go into one pair of files: what is on the disk and in memory at once stays small."""

UTC_TEXT = {"sqlite": "{}", "postgresql": "({} AT TIME ZONE 'UTC')"}
CUSTOM_TEXT = {"sqlite": "nullif({}, '{{}}')", "postgresql": "nullif({}::text, '{{}}')"}


class DatabaseFeed:
    """One workspace, read through our own connection; the files live in ``folder``."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace, self.folder = workspace, folder
        self.zone = workspace.time_zone

    @cached_property
    def names(self) -> list[Name]:
        """What ids are called."""
        return names_of(self.workspace)

    @cached_property
    def rates(self) -> list[RateSpan]:
        """What each currency was worth when."""
        return rates_of(self.workspace)

    @cached_property
    def stages(self) -> list[StagePlace]:
        """Where the stages stand."""
        rows = Stage.objects.on(self.workspace).values_list("pk", "pipeline_id", "order")
        return [StagePlace(*row) for row in rows.order_by("pk")]

    @cached_property
    def teams(self) -> list[tuple[int, int | None]]:
        """Who is in which team now."""
        return list(Person.objects.on(self.workspace).values_list("pk", "team_id").order_by("pk"))

    def companies(self, ids: Iterable[int] | None = None) -> list[tuple[int, str, str, str, str]]:
        """Id, name, sector, region and country."""
        rows = Company.objects.on(self.workspace)
        rows = rows if ids is None else rows.filter(pk__in=ids)
        return list(rows.values_list("pk", "name", "sector", "region", "country"))

    def batches(self, deal_ids: Sequence[int] | None = None) -> Iterator[Batch]:
        """The deals and their spans, in files that are removed when the next batch is asked for."""
        deals, spans = self.folder / f"deals-{id(self)}.csv", self.folder / f"spans-{id(self)}.csv"
        try:
            for condition in self._ranges() if deal_ids is None else _chunks(deal_ids):
                write_csv(deals, _deals(self.workspace.pk, condition))
                write_csv(spans, _spans(self.workspace.pk, condition))
                yield Batch(deals, spans)
        finally:
            deals.unlink(missing_ok=True)
            spans.unlink(missing_ok=True)

    def _ranges(self) -> Iterator[str]:
        with connection.cursor() as cursor:
            table = Deal._meta.db_table
            cursor.execute(f"SELECT min(id), max(id) FROM {table} WHERE workspace_id = %s", [self.workspace.pk])
            first, last = cursor.fetchone()
        if first is not None:
            for start in range(first, last + 1, BATCH):
                yield f"{{}} BETWEEN {start} AND {start + BATCH - 1}"


def write_csv(path: Path, query: tuple[list[str], str]) -> None:
    """Write the columns of a query as CSV, in the quickest way that the database has."""
    columns, rest = query
    if connection.vendor == "postgresql":
        _copy_out(path, f"SELECT {', '.join(columns)} {rest}")
    else:
        _join_up(path, columns, rest)


def _copy_out(path: Path, sql: str) -> None:
    with (
        connection.cursor() as cursor,
        path.open("wb") as file,
        cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)") as out,
    ):
        for block in out:
            file.write(block)


def _join_up(path: Path, columns: list[str], rest: str) -> None:
    """A thousand rows come as one text; only what a person may have typed is quoted."""
    cells = [
        _quoted(one) if one.endswith(("custom", "type", "currency", "'{}')")) else f"ifnull({one}, '')"
        for one in columns
    ]
    line = " || ',' || ".join(cells)
    numbered = f"SELECT {line} AS line, row_number() OVER () / 1000 AS part {rest}"
    with connection.cursor() as cursor, path.open("w", encoding="utf-8", newline="") as file:
        cursor.execute(f"SELECT group_concat(line, char(10)) || char(10) FROM ({numbered}) GROUP BY part")
        for (lines,) in cursor:
            file.write(lines)


def _quoted(column: str) -> str:
    return f"""ifnull('"' || replace({column}, '"', '""') || '"', '')"""


def _deals(workspace_id: int, condition: str) -> tuple[list[str], str]:
    vendor = connection.vendor
    # The main line item is the first one of the deal.
    items = f"FROM {DealItem._meta.db_table} i WHERE i.deal_id = d.id"
    product = f'(SELECT i.product_id {items} ORDER BY i."order", i.id LIMIT 1)'
    columns = [
        "d.id",
        "d.owner_id",
        "d.source_id",
        product,
        "d.company_id",
        "d.type",
        UTC_TEXT[vendor].format("d.opened_at"),
        CUSTOM_TEXT[vendor].format("d.custom"),
    ]
    where = f"d.workspace_id = {int(workspace_id)} AND {condition.format('d.id')} AND d.removed_at IS NULL"
    return columns, f"FROM {Deal._meta.db_table} d WHERE {where}"


def _spans(workspace_id: int, condition: str) -> tuple[list[str], str]:
    moment = UTC_TEXT[connection.vendor]
    columns = ["s.deal_id", "s.id", "s.visit", moment.format("s.from_at"), moment.format("s.to_at")]
    columns += ["s.pipeline_id", "s.stage_id", "s.status", "s.owner_id", "s.value", "s.currency", "s.odds"]
    columns += ["s.loss_reason_id"]
    where = f"s.workspace_id = {int(workspace_id)} AND {condition.format('s.deal_id')} AND s.superseded_at IS NULL"
    return columns, f"FROM {DealSpan._meta.db_table} s WHERE {where}"


def _chunks(ids: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(ids), 5000):
        yield f"{{}} IN ({', '.join(str(int(one)) for one in ids[start : start + 5000])})"
