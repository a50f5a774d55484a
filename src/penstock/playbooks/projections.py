"""Keeps what is ticked on each deal where the gates look for it."""

from penstock.deals.gates.kinds.checklist import CHECKLIST
from penstock.deals.models import DealWork
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.playbooks.events import ChecklistTicked, ChecklistUnticked
from penstock.playbooks.models import Tick
from penstock.workspaces.actor import Actor


def rebuild_ticks(by: Actor) -> None:
    """Draw all of it anew from the ticks."""
    _draw(by, None)


@projection("playbooks.ticks", ChecklistTicked.kind, ChecklistUnticked.kind, rebuild=rebuild_ticks, tables=(DealWork,))
def keep_ticks(by: Actor, events: list[Event]) -> None:
    """Draw anew what is ticked on the deals that the events are about."""
    _draw(by, sorted({event.deal_id for event in events if event.deal_id is not None}))


def _draw(by: Actor, deal_ids: list[int] | None) -> None:
    known, ticks = DealWork.objects.on(by.workspace).filter(what=CHECKLIST), Tick.objects.on(by.workspace)
    if deal_ids is not None:
        known, ticks = known.filter(deal_id__in=deal_ids), ticks.filter(deal_id__in=deal_ids)
    known.delete()
    said = {"workspace_id": by.workspace_id, "what": CHECKLIST, "count": 1}
    rows = [
        DealWork(deal_id=deal_id, purpose_id=item_id, last_at=at, **said)
        for deal_id, item_id, at in ticks.values_list("deal_id", "item_id", "at")
    ]
    DealWork.objects.insert(rows)
