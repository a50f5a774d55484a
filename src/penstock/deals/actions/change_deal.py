"""Change the facts of a deal."""

from datetime import datetime
from typing import Any

from penstock.common.actions import action
from penstock.deals.changing import change, hold
from penstock.deals.checks import checked_fields
from penstock.deals.events import DealChanged
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor


@action
def change_deal(deal: Deal, *, by: Actor, at: datetime | None = None, **fields: Any) -> Event | None:
    """Set facts (``checks.CHANGEABLE``); ``custom`` is merged key by key. None when all is already so."""
    held = hold(deal, by)
    checked = checked_fields(fields, by, pipeline_id=held.pipeline_id)
    if "custom" in checked:
        checked["custom"] = {k: v for k, v in {**held.custom, **checked["custom"]}.items() if v is not None}
    return change(held, checked, DealChanged, by=by, at=at)
