"""Take a remark away."""

from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.targets.events import RemarkRemoved
from penstock.targets.models import Remark
from penstock.targets.reach import require_leading
from penstock.workspaces.actor import Actor


@action
def remove_remark(remark: Remark, *, by: Actor) -> Event | None:
    """It is not there any more; None when that was already so. What it said stays in the journal."""
    require_leading(by)
    held = Remark.objects.of(by).filter(pk=remark.pk).select_for_update().first()
    if held is None:
        return None
    event = RemarkRemoved(remark_id=held.pk, text=held.text, from_on=held.from_on, until_on=held.until_on)
    held.delete()
    return record(by, event)[0]
