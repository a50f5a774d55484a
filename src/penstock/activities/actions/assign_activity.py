"""Give an activity to somebody else."""

from penstock.activities.checks import checked_fields
from penstock.activities.events import ActivityAssigned, about
from penstock.activities.models import Activity
from penstock.activities.permissions import hold
from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def assign_activity(activity: Activity, owner: Person | None, *, by: Actor) -> Event | None:
    """Somebody else of the workspace is to do it; None when they are already."""
    held = hold(activity, by)
    owner = checked_fields({"owner": owner}, by)["owner"]
    before = held.owner_id
    if before == (owner.pk if owner else None):
        return None
    held.owner = owner
    held.save(update_fields=["owner"])
    event = ActivityAssigned(activity_id=held.pk, **about(held), from_owner_id=before, owner_id=held.owner_id)
    return record(by, event)[0]
