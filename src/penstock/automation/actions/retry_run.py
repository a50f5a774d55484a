"""Try a run again that did not come to its end."""

from django.utils.translation import gettext as _

from penstock.automation.events import AutomationRunRetried
from penstock.automation.models import Run, RunState, Version
from penstock.automation.permissions import hold_run
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def retry_run(run: Run, *, by: Actor) -> Event | None:
    """It waits for the worker again, with the version in force now; None when it waits already."""
    held = hold_run(run, by)
    if held.state == RunState.WAITING:
        return None
    if not held.is_retriable:
        raise Refused(_("This run came to its end; there is nothing to try again."))
    held.version = Version.objects.on(held.automation).get(number=held.automation.number)
    held.mark(RunState.WAITING, version=held.version, attempts=0, next_at=clock.now(), error="", ended_at=None)
    return record(by, AutomationRunRetried(automation_id=held.automation_id, run_id=held.pk))[0]
