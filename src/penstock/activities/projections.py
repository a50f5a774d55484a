"""Keeps the next step of each open deal: the planned activity that is due first."""

from typing import Any

from django.db import connection

from penstock.activities.events import ActivityEvent
from penstock.activities.models import Activity, NextStep
from penstock.common.among import among, among_sql
from penstock.deals.events import (
    DealBroughtBack,
    DealHistoryRewritten,
    DealLost,
    DealMoved,
    DealRemoved,
    DealReopened,
    DealRestored,
    DealSetAside,
    DealUndone,
    DealWon,
)
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.workspaces.actor import Actor

BLOCK = 2000
LIVES = (
    *(DealWon, DealLost, DealReopened, DealMoved, DealSetAside, DealBroughtBack),
    *(DealRemoved, DealRestored, DealUndone, DealHistoryRewritten),
)


def rebuild_next_steps(by: Actor) -> None:
    """Draw the next steps of the workspace anew from its activities."""
    NextStep.objects.on(by.workspace).delete()
    _draw(by)


@projection(
    "activities.next_steps",
    ActivityEvent.kind,
    *(event.kind for event in LIVES),
    rebuild=rebuild_next_steps,
    tables=(NextStep,),
)
def keep_next_steps(by: Actor, events: list[Event]) -> None:
    """Draw anew the next steps of the deals that the events are about."""
    redraw(by, sorted({event.deal_id for event in events if event.deal_id is not None and _opens_or_closes(event)}))


def _opens_or_closes(event: Event) -> bool:
    """Whether a deal may be open now that was not, or the other way round: a move does that to one set aside."""
    return event.kind != DealMoved.kind or "status" in event.data.get("changes", {})


def redraw(by: Actor, deal_ids: list[int]) -> None:
    """Draw the next steps of these deals anew."""
    for start in range(0, len(deal_ids), BLOCK):
        block = deal_ids[start : start + BLOCK]
        NextStep.objects.on(among(block), "deal_id__in").delete()
        _draw(by, block)


def _draw(by: Actor, deal_ids: list[int] | None = None) -> None:
    """One statement: the first planned activity of each open deal; what has no day comes last."""
    ids, params = among_sql(deal_ids or [])
    narrowed = f"AND a.deal_id IN ({ids})" if deal_ids is not None else ""
    values: list[Any] = [by.workspace_id, *(params if deal_ids is not None else [])]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {NextStep._meta.db_table} "  # noqa: S608 -- our own names
            "(deal_id, workspace_id, activity_id, kind, subject, due_at, owner_id) "
            "SELECT deal_id, workspace_id, id, kind, subject, due_at, owner_id FROM ("
            "SELECT a.*, ROW_NUMBER() OVER (PARTITION BY a.deal_id ORDER BY a.due_at IS NULL, a.due_at, a.id) AS place "
            f"FROM {Activity._meta.db_table} a JOIN {Deal._meta.db_table} d ON d.id = a.deal_id "
            "WHERE a.workspace_id = %s AND d.status = 'open' AND d.removed_at IS NULL AND a.done_at IS NULL "
            f"AND a.removed_at IS NULL AND a.kind <> 'note' {narrowed}) ranked WHERE place = 1",
            values,
        )
