"""A run: what every step of an import needs, and the counting of what each block came to."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from penstock.common import clock
from penstock.common.bulk import fresh
from penstock.imports.drafting.days import moment_in
from penstock.imports.drafting.drafts import Draft, Refusal
from penstock.imports.drafting.names import trim_name
from penstock.imports.drafting.survey import Survey, TableSurvey
from penstock.imports.drafting.visits import Course
from penstock.imports.models import Import, ImportedRecord, RefusedRow
from penstock.imports.recognise.tables import Recognised
from penstock.imports.running.books import Book, namespace
from penstock.workspaces.actor import Actor

CREATED, UPDATED, MATCHED, REFUSED = "created", "updated", "matched", "refused"


@dataclass
class Run:
    """One import under way."""

    record: Import
    by: Actor
    survey: Survey
    books: dict[str, Book]
    currency: str
    pipeline: str
    recognised: list[Recognised]
    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    kept: list[ImportedRecord] = field(default_factory=list)
    refusals: list[RefusedRow] = field(default_factory=list)
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    stages: dict[tuple[str, str], Any] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    previewed: dict[str, Course] = field(default_factory=dict)
    """The courses in which the preview laid out the drafts that are kept."""
    products: dict[int, tuple[str, Decimal | None]] = field(default_factory=dict)
    assumed: Counter[str] = field(default_factory=Counter)
    drafts: dict[str, Draft] = field(default_factory=dict)
    repeats: Counter[str] = field(default_factory=Counter)
    now: datetime = field(default_factory=clock.now)
    strange_histories: int = 0
    own_ids: set[str] = field(default_factory=set)
    elsewhere: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Deals that other tables brought, or people made, by what the files call them; each with its name."""
    historic: set[int] = field(default_factory=set)
    """Deals of which only a history has told so far."""
    _with_ids: set[int] | None = None

    def companies_with_ids(self) -> set[int]:
        """Companies that have an id in a system whose files are being read."""
        if self._with_ids is None:
            self._with_ids = set(self.books["company"].by_id.values())
        return self._with_ids

    def known_deal(self, key: str, name: str | None) -> int | None:
        """The deal that the files call so; one that is known from elsewhere must not bear another name."""
        pk = self.books["deal"].find(key)
        if pk is None and key in self.elsewhere:
            found, known_as = self.elsewhere[key]
            agrees = not name or known_as == key or trim_name(name) in (trim_name(known_as), trim_name(key))
            pk = found if agrees else None
        return pk

    def told_by_history(self, pk: int, table: TableSurvey, external_id: str) -> None:
        """A deal was made of which only a history tells: a row of it that comes later tells the rest."""
        self._keep("history", pk, table, external_id, before=None)

    def told_by_row(self, pk: int, table: TableSurvey, external_id: str) -> None:
        """A row has told of such a deal: those that come after it are updates."""
        self._keep("row", pk, table, external_id, before=None)
        self.historic.discard(pk)

    def moment(self, value: datetime | date | None) -> datetime | None:
        """A value of the file as a moment that is not in the future."""
        return min(moment_in(self.survey.zone, value), self.now) if value is not None else None

    def plan_moment(self, value: datetime | date) -> datetime:
        """A value of the file as a moment, which may be in the future."""
        return moment_in(self.survey.zone, value)

    def made(self, kind: str, pk: int, table: TableSurvey | None = None, external_id: str = "", name: str = "") -> None:
        """A record was written."""
        self._keep(kind, pk, table, external_id, before=None)
        if kind in self.books:
            self.books[kind].add(pk, external_id, name)
        if kind == "company" and external_id:
            self.companies_with_ids().add(pk)
        self.counts[kind][CREATED] += 1

    def matched(self, kind: str, pk: int, table: TableSurvey | None, external_id: str, before: dict[str, Any]) -> None:
        """A row is of a record that exists; ``before`` holds the facts that it changed, if any."""
        self.counts[kind][UPDATED if before else MATCHED] += 1
        known = external_id and self.books[kind].by_id.get(external_id) == pk
        if before or (external_id and not known):
            self._keep(kind, pk, table, external_id, before=before)
            self.books[kind].add(pk, external_id, None)

    def refuse(self, kind: str, table: TableSurvey, row: Draft | Refusal, reason: str) -> None:
        """A row is not taken."""
        self.counts[kind][REFUSED] += 1
        self.refusals.append(
            RefusedRow(
                workspace=self.by.workspace,
                brought_by=self.record,
                table=table.recognised.table.name[:300],
                number=row.row,
                cells=row.cells,
                reason=reason,
            )
        )

    def flush(self) -> None:
        """Write what was remembered, inside the block's transaction."""
        ImportedRecord.objects.insert(self.kept)
        RefusedRow.objects.insert(self.refusals)
        self.kept, self.refusals = [], []

    def _keep(
        self, kind: str, pk: int, table: TableSurvey | None, external_id: str, before: dict[str, Any] | None
    ) -> None:
        self.kept.append(
            fresh(
                ImportedRecord,
                workspace_id=self.by.workspace_id,
                brought_by_id=self.record.id,
                kind=kind,
                system=namespace(table.recognised) if table else "",
                external_id=external_id[:200],
                record_id=pk,
                made=before is None,
                before=before or {},
            )
        )
