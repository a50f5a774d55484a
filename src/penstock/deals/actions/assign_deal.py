"""Give a deal to another owner."""

from datetime import datetime

from penstock.common.actions import action
from penstock.deals.changing import change, hold
from penstock.deals.checks import checked_owner
from penstock.deals.events import DealAssigned
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def assign_deal(deal: Deal, owner: Person | None, *, by: Actor, at: datetime | None = None) -> Event | None:
    """Hand a deal to an active person of the workspace, or to nobody; None when it is already so."""
    held = hold(deal, by)
    owner = checked_owner(owner, by)
    owner_id = owner.pk if owner else None
    said = {"from_owner_id": held.owner_id, "owner_id": owner_id}
    return change(held, {"owner": owner}, DealAssigned, by=by, at=at, **said)
