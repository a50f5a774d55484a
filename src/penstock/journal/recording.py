"""Writing the journal: positions are taken under the workspace row's lock, so that no reader can miss an event."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from penstock.common import clock
from penstock.common.bulk import fresh
from penstock.journal.events import DomainEvent
from penstock.journal.models import Event
from penstock.journal.projections import project
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Workspace

Dated = tuple[DomainEvent, datetime]


def record(by: Actor, *events: DomainEvent, at: datetime | None = None) -> list[Event]:
    """Write events that happened now, or at ``at``; call it last in the action, so that the lock is short."""
    moment = at or clock.now()
    return record_dated(by, [(event, moment) for event in events])


def record_dated(by: Actor, events: Iterable[Dated]) -> list[Event]:
    """Write events that carry their own dates, as an import does block by block, and keep the projections."""
    dated = list(events)
    if not dated:
        return []
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written inside an action's transaction")
    head = take_positions(by.workspace, len(dated), settles=any(event.settles for event, _at in dated))
    recorded_at = clock.now()
    rows = [
        _row(by, event, occurred_at, recorded_at, head + offset)
        for offset, (event, occurred_at) in enumerate(dated, start=1)
    ]
    Event.objects.insert(rows)
    project(by, rows)
    return rows


def take_positions(workspace: Workspace, count: int, *, settles: bool) -> int:
    """Advance the journal's head by ``count`` under the row's lock; returns the head before.

    Where an event ``settles`` something, nothing that this process kept of the workspace's settings holds any more.
    """
    settled = ", settled_head = journal_head + %s" if settles else ""
    if settles:
        workspace.may_keep = False
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Workspace._meta.db_table} SET journal_head = journal_head + %s{settled} "  # noqa: S608 -- our own names
            "WHERE id = %s RETURNING journal_head",
            [*[count] * (2 if settles else 1), workspace.pk],
        )
        (reached,) = cursor.fetchone()
    return int(reached) - count


def head(workspace: Workspace) -> int:
    """The position of the newest event that is committed."""
    return Workspace.objects.values_list("journal_head", flat=True).get(pk=workspace.pk)


def _row(by: Actor, event: DomainEvent, occurred_at: datetime, recorded_at: datetime, position: int) -> Event:
    return fresh(
        Event,
        workspace_id=by.workspace_id,
        position=position,
        kind=event.kind,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        origin=by.door,
        person_id=by.person_id,
        caused_by=by.caused_by,
        data=event.data(),
        **event.columns(),
    )
