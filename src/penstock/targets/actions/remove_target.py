"""Take a target back."""

from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.targets.actions.set_target import told
from penstock.targets.events import TargetRemoved
from penstock.targets.models import Target
from penstock.targets.plans import whose_of
from penstock.targets.reach import Reach
from penstock.workspaces.actor import Actor


@action
def remove_target(target: Target, *, by: Actor) -> Event | None:
    """Nothing is wanted by it any more; None when that was already so. Its history stays in the journal."""
    Reach(by).require(whose_of(target))
    held = Target.objects.of(by).filter(pk=target.pk).select_for_update().first()
    if held is None:
        return None
    event = TargetRemoved(**told(held))
    held.delete()
    return record(by, event)[0]
