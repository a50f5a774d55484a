"""A workspace's history in columns: drawn from a feed, kept up deal by deal, asked in SQL, thrown away at any time."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from penstock.metrics.columnar import tables
from penstock.metrics.columnar.engine import Engine, duckdb_module
from penstock.metrics.columnar.feed import COMPANY_COLUMNS, Batch, Feed, Told, unheard
from penstock.metrics.columnar.room import TooLarge
from penstock.metrics.columnar.telling import told_deals

if TYPE_CHECKING:
    import duckdb

log = logging.getLogger("penstock.numbers")

T = TypeVar("T")
FEW = 20
"""So many deals are worked out here rather than by the engine."""

DEAL_TABLES = ("spans", "visits", "activities", "edits", "needs", "checks", "prices", "customs")
"""What is drawn anew with a deal."""

AT_A_TIME = 2
"""So many batches are inserted side by side."""

MANY, SHORT = 1000, 500
"""So many answers are remembered, of at most so many rows."""

LASTS = 600
"""Seconds for which what is of the past is kept, though deals change."""

LONG = 10_000
"""Of longer questions, such as those that name many deals, a digest is remembered."""


@dataclass(frozen=True)
class Mark:
    """How far a copy has come: a position of the journal, and when its event was recorded, so that no other passes."""

    position: int = 0
    recorded_at: str = ""


WRITTEN = 5000
"""After so many deals drawn anew what was written goes from memory into the file."""


@dataclass(frozen=True)
class Known:
    """What is looked up for every deal that changed.

    Where the stages stand, by id, in which of them the proposal was seen, which currencies have rates, which tables
    have rows of deals, and some of the companies that are there.
    """

    stages: dict[int, int]
    offered: set[int]
    currencies: set[str]
    filled: set[str]
    companies: set[int]


class Copy:
    """One file of columns. Writing is for one thread at a time, asking for any number."""

    def __init__(self, engine: Engine, path: Path, name: str) -> None:
        self.engine, self.path, self.name = engine, path, name
        engine.attach(path, name)
        self._writer = engine.cursor(name)
        self._cursors: list[duckdb.DuckDBPyConnection] = []
        self.zone, self.mark = self._read_mark()
        self._known: Known | None = None
        self._written = 0
        self._columns: dict[str, list[str]] = {}
        self._lasting: dict[tuple[Any, ...], tuple[float, Any]] = {}
        self.forget()

    def draw(self, feed: Feed, mark: Mark, told: Told = unheard) -> None:
        """Draw everything anew; ``told`` hears which share is done."""
        self._clear()
        self._writer.execute(tables.SCHEMA)
        self._columns = {}
        self._name(feed)
        self._insert_companies(feed)
        self._insert_all(feed, told)
        self._know_of_all()
        self._writer.execute("CHECKPOINT")
        self.zone, self.mark = feed.zone, mark
        self._lasting = {}
        self.forget()

    def follow(
        self, feed: Feed, deal_ids: Sequence[int], company_ids: Sequence[int], mark: Mark, *, names: bool = True
    ) -> None:
        """Draw these deals and companies anew, and where asked everybody's names, in one transaction."""
        self._writer.execute("BEGIN")
        try:
            if names:
                self._name(feed)
            self._replace_companies(feed, company_ids)
            self._replace_deals(feed, deal_ids)
            self._writer.execute("COMMIT")
        except BaseException:
            self._known = None
            self._writer.execute("ROLLBACK")
            raise
        self._put_away(len(deal_ids))
        if names or len(deal_ids) > FEW:
            self._lasting = {}
        self.zone, self.mark = feed.zone, mark
        self.forget()

    def ask(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a question in SQL gives; safe from any thread, and remembered until something changes."""
        remembered, question = self._remembered, (_short(sql), tuple(parameters))
        rows = remembered.get(question)
        if rows is None:
            rows = self._run(sql, parameters)
            if len(rows) <= SHORT and len(remembered) < MANY:
                remembered[question] = rows
        return rows

    def forget(self) -> None:
        """Answer the next questions anew; whoever is just asking keeps what was true when they began."""
        self._remembered: dict[tuple[str | bytes, tuple[Any, ...]], list[tuple[Any, ...]]] = {}
        self._kept: dict[tuple[Any, ...], Any] = {}

    def keep(self, key: tuple[Any, ...], read: Callable[[], T]) -> T:
        """What goes with the answers, such as plans and calendars: read once until something changes."""
        kept = self._kept
        if key not in kept:
            kept[key] = read()
        found: T = kept[key]
        return found

    def keep_lasting(self, key: tuple[Any, ...], read: Callable[[], T]) -> T:
        """What tells of the past: read once until much changes, or names and rates do, or minutes have gone by."""
        lasting, now = self._lasting, time.monotonic()
        if key not in lasting or now - lasting[key][0] > LASTS:
            lasting[key] = now, read()
        found: T = lasting[key][1]
        return found

    def hand_over(self, path: Path) -> None:
        """Let go of the file and leave it elsewhere, complete or not at all, for others to begin with."""
        self._stamp()
        self._writer.execute("CHECKPOINT")
        self._let_go()
        self.path.replace(path)

    def close(self) -> None:
        """Let go of the file and remove it."""
        self._let_go()
        self.path.unlink(missing_ok=True)
        self.path.with_name(self.path.name + ".wal").unlink(missing_ok=True)

    def _let_go(self) -> None:
        for cursor in (*self._cursors, self._writer):
            cursor.close()
        # Whoever still holds the copy holds nothing of the engine.
        self._cursors.clear()
        del self._writer
        self.engine.detach(self.name)

    def _run(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Ask the engine; what found no room in its memory beside other questions is asked again alone."""
        no_room, room = duckdb_module().OutOfMemoryException, self.engine.room
        try:
            with room.beside():
                return self._fetched(sql, parameters)
        except no_room:
            log.info("A question found no room beside others and is asked again alone.")
        try:
            with room.alone():
                return self._fetched(sql, parameters)
        except no_room as error:
            raise TooLarge from error

    def _fetched(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        try:
            cursor = self._cursors.pop()
        except IndexError:
            cursor = self.engine.cursor(self.name)
        try:
            return cursor.execute(sql, list(parameters)).fetchall()
        finally:
            self._cursors.append(cursor)

    def _read_mark(self) -> tuple[str, Mark | None]:
        """The zone it was drawn in and how far it has come; no mark when it is empty or of another version."""
        found = "SELECT count(*) FROM duckdb_tables() WHERE database_name = ? AND table_name = 'mark'"
        if not self._writer.execute(found, [self.name]).fetchall()[0][0]:
            return "", None
        rows = self._writer.execute("SELECT version, zone, position, recorded_at FROM mark").fetchall()
        version, zone, *mark = rows[0] if rows else (0, "", 0, "")
        return zone, Mark(*mark) if version == tables.VERSION else None

    def _clear(self) -> None:
        found = "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT temporary"
        for (table,) in self._writer.execute(found, [self.name]).fetchall():
            self._writer.execute(f"DROP TABLE {table}")

    def _insert_all(self, feed: Feed, told: Told) -> None:
        """Insert batch by batch, several at a time, while the database is asked for the next."""
        inserting: deque[tuple[Future[None], float]] = deque()
        writers: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()
        with ThreadPoolExecutor(max_workers=AT_A_TIME) as aside, ExitStack() as opened:
            for _n in range(AT_A_TIME):
                writers.put(opened.enter_context(closing(self.engine.cursor(self.name))))
            for batch in feed.batches():
                inserting.append((aside.submit(self._insert_by_any, writers, batch, feed.zone), batch.done))
                # The files of the one before them go when more is asked for.
                while len(inserting) > AT_A_TIME or (inserting and batch.done == 1):
                    inserted, done = inserting.popleft()
                    inserted.result()
                    told(done)

    def _insert_by_any(self, writers: "SimpleQueue[duckdb.DuckDBPyConnection]", batch: Batch, zone: str) -> None:
        writer = writers.get()
        try:
            _insert(writer, batch, zone)
        finally:
            writers.put(writer)

    def _replace_deals(self, feed: Feed, ids: Sequence[int]) -> None:
        if not ids:
            return
        self._run_all(
            f"DELETE FROM {table} WHERE deal_id IN ({_listed(ids)})" for table in self._what_is_known().filled
        )
        for batch in feed.batches(ids):
            if len(ids) > FEW:
                _insert(self._writer, batch, feed.zone)
                self._know_of_all()
            else:
                self._tell(batch, feed.zone)

    def _tell(self, batch: Batch, zone: str) -> None:
        """Insert a few deals, and the companies and currencies that nothing is known of, as unknown."""
        known = self._what_is_known()
        told = told_deals(batch, zone, known.stages, known.offered)
        filled = {table: rows for table in DEAL_TABLES if (rows := getattr(told, table))}
        self._run_all(self._loading(table, rows) for table, rows in filled.items())
        known.filled.update(filled)
        if unknown := told.currencies - known.currencies:
            self._fill("rates", [(currency, "0001-01-01", "infinity", None) for currency in sorted(unknown)])
            known.currencies.update(unknown)
        if unseen := told.companies - known.companies:
            there = self._writer.execute(f"SELECT id FROM companies WHERE id IN ({_listed(unseen)})").fetchall()
            self._fill("companies", [(one, *(None,) * 6) for one in sorted(unseen - {row[0] for row in there})])
            known.companies.update(unseen)

    def _know_of_all(self) -> None:
        """No question may lose a deal because its company or currency is none that is known: then it is unknown."""
        self._writer.execute(tables.UNKNOWN_COMPANIES)
        self._writer.execute(tables.UNKNOWN_CURRENCIES)
        self._known = None

    def _what_is_known(self) -> Known:
        if self._known is None:
            stages, offered, currencies = self._writer.execute(tables.KNOWN).fetchall()[0]
            filled = {one for one in DEAL_TABLES if self._writer.execute(f"SELECT 1 FROM {one} LIMIT 1").fetchall()}
            self._known = Known(dict(stages or ()), set(offered or ()), set(currencies or ()), filled, set())
        return self._known

    def _replace_companies(self, feed: Feed, ids: Sequence[int]) -> None:
        if ids:
            self._writer.execute(f"DELETE FROM companies WHERE id IN ({_listed(ids)})")
            self._what_is_known().companies.difference_update(ids)
            self._insert_companies(feed, ids)

    def _insert_companies(self, feed: Feed, ids: Sequence[int] | None = None) -> None:
        for path in feed.companies(ids):
            known = ", ".join(
                f"nullif({name}, '')" if of == "VARCHAR" else name for name, of in COMPANY_COLUMNS.items()
            )
            source = tables.read_csv(str(path), COMPANY_COLUMNS)
            self._writer.execute(f"INSERT INTO companies SELECT {known}, NULL FROM {source}")
        self._writer.execute(tables.COMPANY_LABELS)

    def _name(self, feed: Feed) -> None:
        """Take over names, teams, stages and rates; when stages changed places, visits led elsewhere than they did."""
        run, self._known = self._writer.execute, None
        placed = dict(run("SELECT id, (pipeline_id, place) FROM stages").fetchall())
        offered = run("SELECT id FROM stages WHERE is_offered ORDER BY id").fetchall()
        currencies = [row[0] for row in run("SELECT DISTINCT currency FROM rates").fetchall()]
        for table in ("names", "stages", "teams", "channels", "rates"):
            run(f"DELETE FROM {table}")
        self._fill("names", feed.names)
        self._fill("stages", feed.stages)
        self._fill("teams", feed.teams)
        self._fill("channels", feed.channels)
        known = {rate.currency for rate in feed.rates}
        self._fill("rates", [*feed.rates, *((c, "0001-01-01", "infinity", None) for c in currencies if c not in known)])
        if any(placed.get(stage.id, stage[1:3]) != stage[1:3] for stage in feed.stages):
            run(tables.STAGES_MOVED)
        if offered != run("SELECT id FROM stages WHERE is_offered ORDER BY id").fetchall():
            run(tables.OFFERED_ANEW)

    def _run_all(self, statements: Iterable[str]) -> None:
        """Run several at once: to hand them over one by one takes as long as some of them."""
        if several := "; ".join(statements):
            self._writer.execute(several)

    def _loading(self, table: str, rows: Sequence[Sequence[Any]]) -> str:
        """Inserts rows by a plan that is kept: to plan for the values of so many columns takes longer than that."""
        if table not in self._columns:
            columns = self._writer.execute(tables.COLUMNS, [self.name, table]).fetchall()
            self._writer.execute(tables.prepared(table, columns))
            self._columns[table] = [name for name, _kind in columns]
        told = [
            {name: None if cell == "" else cell for name, cell in zip(self._columns[table], row, strict=True)}
            for row in rows
        ]
        return tables.inserted(table, told)

    def _fill(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        several = list(rows)
        for start in range(0, len(several), 1000):
            part = several[start : start + 1000]
            marks = ", ".join("(" + ", ".join("?" * len(part[0])) + ")" for _ in part)
            self._writer.execute(f"INSERT INTO {table} VALUES {marks}", [value for row in part for value in row])

    def _put_away(self, written: int) -> None:
        """Let what was written go from memory into the file now and then."""
        self._written += written
        if self._written >= WRITTEN:
            self._writer.execute("CHECKPOINT")
            self._written = 0

    def _stamp(self) -> None:
        """Write down how far it has come, for those who begin with the file."""
        mark = self.mark or Mark()
        self._writer.execute("DELETE FROM mark")
        self._fill("mark", [(tables.VERSION, self.zone, mark.position, mark.recorded_at)])


def _insert(writer: "duckdb.DuckDBPyConnection", batch: Batch, zone: str) -> None:
    run = writer.execute
    run(tables.fed(str(batch.deals), zone))
    run(tables.told(str(batch.spans)))
    run(tables.spans_of_told(zone))
    run(tables.work_of(str(batch.activities), zone) if batch.activities.stat().st_size else tables.NO_WORK)
    run(tables.ACTIVITIES)
    run(tables.NEEDS)
    run(tables.CHECKS)
    run(tables.visits_of_told(zone))
    run(tables.PRICES)
    run(tables.CUSTOMS)
    if batch.edits.stat().st_size:
        run(tables.edits_of(str(batch.edits), zone))
    run("DROP TABLE fed; DROP TABLE told; DROP TABLE work")


def _short(sql: str) -> str | bytes:
    return sql if len(sql) <= LONG else sha256(sql.encode()).digest()


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(str(int(one)) for one in ids)
