"""How blocks follow their deals: what is won or lost is held up no more.

They keep no picture of their own that could be redrawn: the blocks themselves are the records.
"""

from penstock.attention.models import Block, BlockResult
from penstock.deals.events import DealLost, DealWon
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.workspaces.actor import Actor

RESULTS = {DealWon.kind: BlockResult.WON, DealLost.kind: BlockResult.LOST}


def nothing_to_redraw(by: Actor) -> None:
    """The records hold all of it."""


@projection("attention.blocks", *RESULTS, rebuild=nothing_to_redraw)
def end_blocks(by: Actor, events: list[Event]) -> None:
    """The blocks of closed deals end with the deal's own outcome."""
    closed: dict[str, list[int | None]] = {}
    for event in events:
        closed.setdefault(event.kind, []).append(event.deal_id)
    for kind, deal_ids in closed.items():
        standing = Block.objects.on(deal_ids, "deal_id__in").filter(ended_at__isnull=True)
        standing.update(ended_at=events[-1].recorded_at, result=RESULTS[kind])
