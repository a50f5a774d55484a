"""A workspace's history in columns: drawn from a feed, kept up deal by deal, asked in SQL, thrown away at any time."""

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from penstock.metrics.columnar import tables
from penstock.metrics.columnar.engine import Engine
from penstock.metrics.columnar.feed import COMPANY_COLUMNS, Batch, Feed, Told, unheard
from penstock.metrics.columnar.laying import cells
from penstock.metrics.columnar.telling import told_deals

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")
FEW = 20
"""So many deals are worked out here rather than by the engine."""

DEAL_TABLES = ("spans", "visits", "activities", "edits", "needs", "checks", "prices", "customs")
"""What is drawn anew with a deal."""

MANY, SHORT = 1000, 500
"""So many answers are remembered, of at most so many rows."""

LONG = 10_000
"""Of longer questions, such as those that name many deals, a digest is remembered."""


@dataclass(frozen=True)
class Mark:
    """How far a copy has come: a position of the journal, and when its event was recorded, so that no other passes."""

    position: int = 0
    recorded_at: str = ""


@dataclass(frozen=True)
class Placed:
    """Where the stages stand, by id, in which the proposal was seen, and which currencies have rates."""

    stages: dict[int, int]
    offered: set[int]
    currencies: set[str]


class Copy:
    """One file of columns. Writing is for one thread at a time, asking for any number."""

    def __init__(self, engine: Engine, path: Path, name: str) -> None:
        self.engine, self.path, self.name = engine, path, name
        engine.attach(path, name)
        self._writer = engine.cursor(name)
        self._cursors: list[duckdb.DuckDBPyConnection] = []
        self.zone, self.mark = self._read_mark()
        self._placed: Placed | None = None
        self.forget()

    def draw(self, feed: Feed, mark: Mark, told: Told = unheard, *, is_large: bool = False) -> None:
        """Draw everything anew; ``told`` hears which share is done. The spans of a large one are laid in order."""
        self._clear()
        self._writer.execute(tables.SCHEMA)
        self._name(feed)
        self._insert_companies(feed)
        with self._rough(is_large) as spans:
            self._insert_all(feed, told, spans)
            for cell in cells(spans, self.ask) if is_large else ():
                self._writer.execute(f"INSERT INTO spans SELECT * FROM {spans} WHERE {cell}")
        self._writer.execute("CHECKPOINT")
        self.zone, self.mark = feed.zone, mark
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
            self._placed = None
            self._writer.execute("ROLLBACK")
            raise
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

    @contextmanager
    def _rough(self, is_large: bool) -> Iterator[str]:
        """The table that takes spans as they come: the copy's, or of a file beside it that goes when they are laid."""
        if not is_large:
            yield "spans"
            return
        path, name = self.path.with_suffix(".rough"), f"{self.name}_rough"
        path.unlink(missing_ok=True)
        self.engine.attach(path, name)
        try:
            self._writer.execute(f"CREATE TABLE {name}.spans AS SELECT * FROM spans LIMIT 0")
            yield f"{name}.spans"
        finally:
            self.engine.detach(name)
            path.unlink(missing_ok=True)

    def _insert_all(self, feed: Feed, told: Told, spans: str) -> None:
        """Insert batch by batch, each while the database is asked for the next."""
        inserting: deque[tuple[Future[None], float]] = deque()
        with ThreadPoolExecutor(max_workers=1) as aside:
            for batch in feed.batches():
                inserting.append((aside.submit(self._insert, batch, feed.zone, spans), batch.done))
                # The files of the last one go when more is asked for.
                while len(inserting) > 1 or (inserting and batch.done == 1):
                    inserted, done = inserting.popleft()
                    inserted.result()
                    told(done)

    def _insert(self, batch: Batch, zone: str, spans: str = "spans") -> None:
        run = self._writer.execute
        run(tables.told(str(batch.deals), str(batch.spans)))
        run(tables.spans_of_told(zone, spans))
        worked = batch.activities.stat().st_size > 0
        run(tables.work_of(str(batch.activities), str(batch.deals), zone) if worked else tables.NO_WORK)
        run(tables.ACTIVITIES)
        run(tables.NEEDS)
        run(tables.CHECKS)
        run(tables.visits_of_told(zone))
        run(tables.prices_of(str(batch.deals)))
        run("INSERT INTO customs SELECT DISTINCT deal_id, custom FROM told WHERE custom IS NOT NULL")
        if batch.edits.stat().st_size:
            run(tables.edits_of(str(batch.edits), zone))
        run(tables.UNKNOWN_COMPANIES)
        run(tables.UNKNOWN_CURRENCIES)
        run("DROP TABLE told; DROP TABLE work")
        self._placed = None

    def _replace_deals(self, feed: Feed, ids: Sequence[int]) -> None:
        if not ids:
            return
        for table in DEAL_TABLES:
            self._writer.execute(f"DELETE FROM {table} WHERE deal_id IN ({_listed(ids)})")
        for batch in feed.batches(ids):
            if len(ids) > FEW:
                self._insert(batch, feed.zone)
            else:
                self._tell(batch, feed.zone)

    def _tell(self, batch: Batch, zone: str) -> None:
        """Insert a few deals, and the companies and currencies that nothing is known of, as unknown."""
        placed = self._where_stages_stand()
        told = told_deals(batch, zone, placed.stages, placed.offered)
        for table in DEAL_TABLES:
            self._load(table, getattr(told, table), batch.deals.with_suffix(".told"))
        if unknown := told.currencies - placed.currencies:
            self._fill("rates", [(currency, "0001-01-01", "infinity", None) for currency in sorted(unknown)])
            placed.currencies.update(unknown)
        ids = _listed(told.companies)
        found = self._writer.execute(f"SELECT id FROM companies WHERE id IN ({ids or 'NULL'})").fetchall()
        self._fill("companies", [(one, *(None,) * 6) for one in sorted(told.companies - {row[0] for row in found})])

    def _where_stages_stand(self) -> Placed:
        if self._placed is None:
            stages, *sets = self._writer.execute(tables.KNOWN).fetchall()[0]
            self._placed = Placed(dict(stages or ()), *(set(one or ()) for one in sets))
        return self._placed

    def _replace_companies(self, feed: Feed, ids: Sequence[int]) -> None:
        if ids:
            self._writer.execute(f"DELETE FROM companies WHERE id IN ({_listed(ids)})")
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
        run, self._placed = self._writer.execute, None
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

    def _load(self, table: str, rows: Sequence[Sequence[Any]], path: Path) -> None:
        """Insert rows through a file: with so many columns, to plan for their values takes longer than to read them."""
        if not rows:
            return
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        try:
            self._writer.execute(tables.load_csv(table, str(path)))
        finally:
            path.unlink()

    def _fill(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        several = list(rows)
        for start in range(0, len(several), 1000):
            part = several[start : start + 1000]
            marks = ", ".join("(" + ", ".join("?" * len(part[0])) + ")" for _ in part)
            self._writer.execute(f"INSERT INTO {table} VALUES {marks}", [value for row in part for value in row])

    def _stamp(self) -> None:
        """Write down how far it has come, for those who begin with the file."""
        mark = self.mark or Mark()
        self._writer.execute("DELETE FROM mark")
        self._fill("mark", [(tables.VERSION, self.zone, mark.position, mark.recorded_at)])


def _short(sql: str) -> str | bytes:
    return sql if len(sql) <= LONG else sha256(sql.encode()).digest()


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(str(int(one)) for one in ids)
