"""Keeps what has been done on each deal where the gates look for it: done activities and files, by purpose."""

from typing import Any, NamedTuple

from django.db import connection

from penstock.activities.events import (
    ActivityChanged,
    ActivityDone,
    ActivityRemoved,
    ActivityReopened,
    ActivityRestored,
    FileEvent,
    NoteWritten,
)
from penstock.activities.models import Activity, ActivityKind, Attachment
from penstock.deals.models import DealWork
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.workspaces.actor import Actor

BLOCK = 500


class Source(NamedTuple):
    """Where work is read from: the table, what it was, and when it was done."""

    table: str
    what: str
    moment: str


FILE = "file"
OURS = (*ActivityKind.values, FILE)
"""What activities keep there; other apps keep other work beside it."""

DONE = Source(Activity._meta.db_table, "kind", "done_at")
KEPT = Source(Attachment._meta.db_table, f"'{FILE}'", "uploaded_at")
OF_ACTIVITIES = tuple(
    event.kind
    for event in (ActivityDone, ActivityReopened, ActivityChanged, ActivityRemoved, ActivityRestored, NoteWritten)
)


def rebuild_work(by: Actor) -> None:
    """Draw all of it anew from activities and files."""
    DealWork.objects.on(by.workspace).filter(what__in=OURS).delete()
    _draw(by, DONE)
    _draw(by, KEPT)


@projection("activities.work", *OF_ACTIVITIES, FileEvent.kind, rebuild=rebuild_work, tables=(DealWork,))
def keep_work(by: Actor, events: list[Event]) -> None:
    """Draw anew what was done on the deals that the events are about, activities and files each where they are told."""
    for source in (DONE, KEPT):
        told = [event for event in events if event.kind.startswith("file.") == (source is KEPT)]
        deal_ids = sorted({event.deal_id for event in told if event.deal_id is not None})
        for start in range(0, len(deal_ids), BLOCK):
            block = deal_ids[start : start + BLOCK]
            rows = DealWork.objects.on(by.workspace).filter(deal_id__in=block)
            rows.filter(what__in=[FILE] if source is KEPT else ActivityKind.values).delete()
            _draw(by, source, block)


def _draw(by: Actor, source: Source, deal_ids: list[int] | None = None) -> None:
    narrowed = f"AND deal_id IN ({', '.join(['%s'] * len(deal_ids))})" if deal_ids is not None else ""
    values: list[Any] = [by.workspace_id, *(deal_ids or [])]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {DealWork._meta.db_table} "  # noqa: S608 -- our own names
            "(workspace_id, deal_id, what, purpose_id, count, last_at) "
            f"SELECT workspace_id, deal_id, {source.what}, COALESCE(purpose_id, 0), COUNT(*), MAX({source.moment}) "
            f"FROM {source.table} WHERE {source.moment} IS NOT NULL AND workspace_id = %s AND removed_at IS NULL "
            f"AND deal_id IS NOT NULL {narrowed} GROUP BY 1, 2, 3, 4",
            values,
        )
