"""Reads a workspace out of the database for its columnar copy: names as tuples, deals and spans as CSV files.

The many rows never become Python objects: PostgreSQL copies them out as CSV, and SQLite joins each row, and then many
rows, into one text by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import cycle
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Model

from penstock.activities.models import Activity
from penstock.companies.models import Company
from penstock.deals.models import Billing, Deal, DealItem, DealSpan
from penstock.journal.models import BY_HAND, Event
from penstock.losses.models import LossCheck
from penstock.metrics.columnar import Batch, Name, RateSpan, StagePlace
from penstock.metrics.columnar.tables import CHECK
from penstock.metrics.names import names_of, rates_of
from penstock.pipelines.models import Source, Stage, StageKind
from penstock.pipelines.queries import offered_stages
from penstock.playbooks.models import AssetUse, Finding, ScriptUse
from penstock.workspaces.models import Person, Workspace

BATCH = 50_000
"""So many deal ids go into one set of files: what is on the disk and in memory at once stays small."""

PIECE = {"sqlite": 1000, "postgresql": BATCH}
"""So many ids are read by one query."""

TYPED = ("d.type", "s.currency", "c.name", "c.sector", "c.region", "c.country", "a.outcome", "a.competitor")
LISTED = f"i.quantity * i.unit_price * CASE WHEN i.billing = '{Billing.ONCE.value}' THEN 1 ELSE i.periods END"
"""What a line item costs before its discount."""

UTC_TEXT = {"sqlite": "{}", "postgresql": "({} AT TIME ZONE 'UTC')"}
CUSTOM_TEXT = {"sqlite": "nullif({}, '{{}}')", "postgresql": "nullif({}::text, '{{}}')"}


class DatabaseFeed:
    """One workspace, read through our own connection; the files live in ``folder``.

    With ``known_before`` its deals are as they were known before that moment, else as they are known now.
    """

    def __init__(self, workspace: Workspace, folder: Path, known_before: datetime | None = None) -> None:
        self.workspace, self.folder, self.known_before = workspace, folder, known_before
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
        rows = Stage.objects.on(self.workspace)
        lasts = (
            rows.filter(kind=StageKind.OPEN, retired_at=None).order_by("order", "pk").values_list("pipeline_id", "pk")
        )
        last = set(dict(lasts).values())
        offered = offered_stages(rows)
        places = rows.order_by("pk").values_list("pk", "pipeline_id", "order")
        return [StagePlace(pk, pipeline, order, pk in last, pk in offered) for pk, pipeline, order in places]

    @cached_property
    def teams(self) -> list[tuple[int, int | None]]:
        """Who is in which team now."""
        return list(Person.objects.on(self.workspace).values_list("pk", "team_id").order_by("pk"))

    @cached_property
    def channels(self) -> list[tuple[int, str]]:
        """Which channel a source belongs to."""
        return list(Source.objects.on(self.workspace).exclude(channel="").values_list("pk", "channel").order_by("pk"))

    def companies(self, ids: Sequence[int] | None = None) -> Iterator[Path]:
        """Names, sectors, regions, countries and sizes."""
        path = self.folder / f"companies-{id(self)}.csv"
        conditions = ["TRUE"] if ids is None else [one for several in _chunks(ids) for one in several]
        try:
            write_csv(path, [_companies(self.workspace.pk, condition) for condition in conditions])
            yield path
        finally:
            path.unlink(missing_ok=True)

    def batches(self, deal_ids: Sequence[int] | None = None) -> Iterator[Batch]:
        """The deals and their spans, in files that are written over when the third batch after it is asked for."""
        sets = [{name: self.folder / f"{name}-{id(self)}-{turn}.csv" for name in QUERIES} for turn in range(3)]
        try:
            parts = self._ranges() if deal_ids is None else ((one, 1.0) for one in _chunks(deal_ids))
            for (conditions, done), files in zip(parts, cycle(sets), strict=False):
                for name, queries in self._queries.items():
                    asked = [
                        query(self.workspace.pk, one, self.known_before) for query in queries for one in conditions
                    ]
                    write_csv(files[name], asked)
                yield Batch(**files, done=done)
        finally:
            for path in [path for files in sets for path in files.values()]:
                path.unlink(missing_ok=True)

    @property
    def _queries(self) -> dict[str, tuple["Ask", ...]]:
        """What the files hold; what a demo wrote in a minute counts on the days of which it tells."""
        return {**QUERIES, "edits": (_edits_as_lived,)} if self.workspace.is_demo else QUERIES

    def _ranges(self) -> Iterator[tuple[list[str], float]]:
        """All ids in batches, each as the conditions of its pieces, with how far the ids are got through."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT min(id), max(id) FROM {Deal._meta.db_table} WHERE workspace_id = %s", [self.workspace.pk]
            )
            first, last = cursor.fetchone()
        piece = PIECE[connection.vendor]
        for start in range(first or 0, (last or -1) + 1, BATCH):
            pieces = range(start, min(start + BATCH, last + 1), piece)
            done = min((start + BATCH - first) / (last - first + 1), 1.0)
            yield [f"{{}} BETWEEN {at} AND {min(at + piece, start + BATCH) - 1}" for at in pieces], done


Query = tuple[list[str], str]
Ask = Callable[[int, str, datetime | None], Query]


def write_csv(path: Path, queries: list[Query]) -> None:
    """Write the columns of queries as CSV, in the quickest way that the database has."""
    write = _copy_out if connection.vendor == "postgresql" else _join_up
    with path.open("wb") as file, connection.cursor() as cursor:
        for columns, rest in queries:
            write(file, cursor, columns, rest)


def _copy_out(file: Any, cursor: Any, columns: list[str], rest: str) -> None:
    with cursor.copy(f"COPY (SELECT {', '.join(columns)} {rest}) TO STDOUT (FORMAT csv)") as out:
        for block in out:
            file.write(block)


def _join_up(file: Any, cursor: Any, columns: list[str], rest: str) -> None:
    """All rows come as one text; only what a person may have typed is quoted."""
    shapes, cells = zip(*map(_cell, columns), strict=True)
    line = f"printf('{','.join(shapes)}', {', '.join(cells)})"
    cursor.execute(f"SELECT group_concat({line}, char(10)) || char(10) {rest}")
    lines = cursor.fetchone()[0]
    file.write((lines or "").encode())


def _cell(column: str) -> tuple[str, str]:
    """How SQLite's printf writes a column; nothing is written as nothing."""
    if column in TYPED:
        return '"%w"', column
    return "%s", f"""'"' || replace({column}, '"', '""') || '"'""" if column.endswith("'{}')") else column


def _companies(workspace_id: int, condition: str) -> Query:
    where = f"c.workspace_id = {int(workspace_id)} AND {condition.format('c.id')}"
    columns = ["c.id", "c.name", "c.sector", "c.region", "c.country", "c.employees"]
    return columns, f"FROM {Company._meta.db_table} c WHERE {where}"


def _deals(workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    vendor = connection.vendor
    # The main line item is the first one of the deal.
    of_deal = f"FROM {DealItem._meta.db_table} i WHERE i.deal_id = d.id"
    product = f'(SELECT i.product_id {of_deal} ORDER BY i."order", i.id LIMIT 1)'
    columns = [
        "d.id",
        "d.owner_id",
        "d.source_id",
        product,
        "d.company_id",
        "d.type",
        UTC_TEXT[vendor].format("d.opened_at"),
        f"(SELECT round(sum({LISTED}), 2) {of_deal})",
        f"(SELECT round(sum({LISTED} * i.discount / 100), 2) {of_deal})",
        CUSTOM_TEXT[vendor].format("d.custom"),
    ]
    # The plus keeps the planner away from indexes that begin with the workspace: the ids are the way in.
    where = f"+d.workspace_id = {int(workspace_id)} AND {condition.format('d.id')} AND "
    where += _until("d.removed_at", known_before)
    return columns, f"FROM {Deal._meta.db_table} d WHERE {where}"


def _spans(workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    moment = UTC_TEXT[connection.vendor]
    columns = ["s.deal_id", "s.id", "s.visit", moment.format("s.from_at"), moment.format("s.to_at")]
    columns += ["s.pipeline_id", "s.stage_id", "s.status", "s.owner_id", "s.value", "s.currency", "s.odds"]
    columns += ["s.loss_reason_id", "s.expected_close_on", "s.mrr", "s.forecast_category"]
    where = f"+s.workspace_id = {int(workspace_id)} AND {condition.format('s.deal_id')} AND "
    where += _until("s.superseded_at", known_before)
    if known_before:
        where += f" AND s.recorded_at < {_literal(known_before)}"
    return columns, f"FROM {DealSpan._meta.db_table} s WHERE {where}"


def _activities(workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    moment = UTC_TEXT[connection.vendor]
    columns = ["a.deal_id", "a.kind", "a.owner_id", moment.format("a.created_at"), moment.format("a.done_at")]
    columns += ["a.duration", "a.outcome", "a.direction"]
    where = f"+a.workspace_id = {int(workspace_id)} AND {condition.format('a.deal_id')} AND "
    where += _until("a.removed_at", known_before)
    return columns, f"FROM {Activity._meta.db_table} a WHERE {where}"


def _scripts_used(workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    return _uses("script", ScriptUse, workspace_id, condition, known_before)


def _assets_given(workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    return _uses("asset", AssetUse, workspace_id, condition, known_before)


def _uses(kind: str, model: type[Model], workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    """What was done with a playbook, as an activity of a kind of its own."""
    moment = UTC_TEXT[connection.vendor].format("a.at")
    where = f"+a.workspace_id = {int(workspace_id)} AND {condition.format('a.deal_id')}"
    if known_before:
        where += f" AND a.at < {_literal(known_before)}"
    columns = ["a.deal_id", f"'{kind}'", "a.person_id", moment, moment, "NULL", "NULL", "NULL"]
    return columns, f"FROM {model._meta.db_table} a WHERE {where}"


def _needs_found(workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    columns, rest = _uses("need", Finding, workspace_id, condition, known_before)
    return columns, f"{rest} AND a.sort = 'needs' AND {_until('a.removed_at', known_before)}"


def _losses_verified(workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    """What customers said about losses, as an activity of a kind of its own that is done when it stands no more.

    Its outcome is whom they chose.
    """
    moment, ended = UTC_TEXT[connection.vendor], "a.ended_at"
    where = f"+a.workspace_id = {int(workspace_id)} AND {condition.format('a.deal_id')} AND NOT a.would_not_say"
    if known_before:
        where += f" AND a.checked_at < {_literal(known_before)}"
        ended = f"(CASE WHEN a.ended_at < {_literal(known_before)} THEN a.ended_at END)"
    columns = ["a.deal_id", f"'{CHECK}'", "a.person_id", moment.format("a.checked_at"), moment.format(ended)]
    return [*columns, "NULL", "a.competitor", "NULL"], f"FROM {LossCheck._meta.db_table} a WHERE {where}"


def _edits(workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    """What people did on the deals with their own hands; the index of such events has all that is asked."""
    columns = ["e.deal_id", "e.person_id", UTC_TEXT[connection.vendor].format("e.recorded_at")]
    by_hand = ", ".join(f"'{door}'" for door in BY_HAND)
    where = f"+e.workspace_id = {int(workspace_id)} AND {condition.format('e.deal_id')} AND e.origin IN ({by_hand})"
    where += " AND e.person_id IS NOT NULL"
    if known_before:
        where += f" AND e.recorded_at < {_literal(known_before)}"
    return columns, f"FROM {Event._meta.db_table} e WHERE {where}"


def _edits_as_lived(workspace_id: int, condition: str, known_before: datetime | None) -> Query:
    (deal, person, at), rest = _edits(workspace_id, condition, known_before)
    return [deal, person, at.replace("e.recorded_at", "e.occurred_at")], rest


QUERIES: dict[str, tuple[Ask, ...]] = {
    "deals": (_deals,),
    "spans": (_spans,),
    "activities": (_activities, _scripts_used, _assets_given, _needs_found, _losses_verified),
    "edits": (_edits,),
}
"""What the files of a batch hold."""


def _until(end: str, known_before: datetime | None) -> str:
    """What had not ended: by now, or before a moment."""
    return f"({end} IS NULL OR {end} >= {_literal(known_before)})" if known_before else f"{end} IS NULL"


def _literal(moment: datetime) -> str:
    text = f"'{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}'"
    return text if connection.vendor == "sqlite" else f"TIMESTAMPTZ {text[:-1]}+00'"


def _chunks(ids: Sequence[int]) -> Iterator[list[str]]:
    for start in range(0, len(ids), 5000):
        yield [f"{{}} IN ({', '.join(str(int(one)) for one in ids[start : start + 5000])})"]
