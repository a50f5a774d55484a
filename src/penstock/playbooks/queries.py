"""Questions about playbooks: what a deal's stage asks to be seen to, and what is ticked."""

from dataclasses import dataclass

from penstock.deals.models import ChecklistItem, Deal
from penstock.playbooks.models import Tick
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class CheckLine:
    """An item of the checklist on a deal; ``tick`` is None while it waits."""

    item: ChecklistItem
    tick: Tick | None


def checklist_of(deal: Deal, by: Actor) -> list[CheckLine]:
    """The checklist of the deal's stage in its order, and what was ticked of it before it was retired."""
    items = ChecklistItem.objects.of(by).filter(stage_id=deal.stage_id).order_by("order", "pk")
    ticks = {tick.item_id: tick for tick in Tick.objects.on(deal).select_related("person")}
    return [CheckLine(item, ticks.get(item.pk)) for item in items if item.retired_at is None or item.pk in ticks]
