"""Won and open deals with dated ways through the stages, as an import would bring them."""

from datetime import datetime, timedelta
from typing import Any

from penstock.common import clock
from penstock.deals.actions import DealHistory, Step, ingest_deals
from penstock.deals.models import Deal
from tests.world import World

DAY = timedelta(days=1)


def ago(days: float) -> datetime:
    """So many days before now."""
    return clock.now() - timedelta(days=days)


def won_deals(world: World, count: int, *, stays: tuple[float, ...], ended: float = 1, **facts: Any) -> list[Deal]:
    """Deals that stayed so many days in each of the first stages and were won; the n-th ended n days earlier."""
    closing = next(stage for stage in world.stages if stage.kind == "won")
    histories = []
    for number in range(count):
        at = ago(ended + number + sum(stays))
        steps = []
        for stage, days in zip(world.stages, stays, strict=False):
            steps.append(Step(at, stage))
            at += timedelta(days=days)
        owned = {"owner_id": world.people["rep"].pk, "amount": 100, **facts}
        histories.append(DealHistory(f"Won {number}", [*steps, Step(at, closing)], owned))
    return ingest_deals(histories, by=world.system)


def open_since(world: World, days: float, *, stage: int = 0, since: float | None = None, **facts: Any) -> Deal:
    """A deal opened so many days ago, in its stage since then or since fewer days."""
    steps = [Step(ago(days), world.stages[0 if since is not None else stage])]
    if since is not None:
        steps.append(Step(ago(since), world.stages[stage]))
    owned = {"owner_id": world.people["rep"].pk, "amount": 100, **facts}
    return ingest_deals([DealHistory("Waiting", steps, owned)], by=world.system)[0]
