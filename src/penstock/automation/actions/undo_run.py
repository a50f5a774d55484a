"""Take back all that a run did, as one thing."""

from django.utils.translation import gettext as _

from penstock.automation.events import AutomationRunUndone
from penstock.automation.models import Run, RunState
from penstock.automation.permissions import hold_run
from penstock.automation.undoing import take_back_run
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def undo_run(run: Run, *, by: Actor) -> Event | None:
    """Undo each effect, the last first; what stays is kept in ``notes`` with its reason. None when undone already."""
    held = hold_run(run, by)
    if held.state == RunState.UNDONE:
        return None
    if held.state != RunState.DONE:
        raise Refused(_("This run did nothing that could be undone."))
    held.mark(RunState.UNDONE, notes=take_back_run(held, by))
    return record(by, AutomationRunUndone(automation_id=held.automation_id, run_id=held.pk))[0]
