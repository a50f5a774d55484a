"""Take a process that was begun by mistake out of sight, and bring it back."""

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.processes.actions.change_process import about
from penstock.processes.events import ProcessRemoved, ProcessRestored
from penstock.processes.models import Process
from penstock.processes.permissions import hold
from penstock.processes.queries import removed_processes
from penstock.workspaces.actor import Actor


@action
def remove_process(process: Process, *, by: Actor) -> Event | None:
    """Take it off its deal; nothing is destroyed. None when that was done before."""
    if removed_processes(by).filter(pk=process.pk).exists():
        return None
    held = hold(process, by)
    set_facts(held, {"removed_at": clock.now()})
    return record(by, ProcessRemoved(**about(held)))[0]


@action
def restore_process(process: Process, *, by: Actor) -> Event | None:
    """Bring it back; None when it is not removed."""
    if Process.objects.of(by).filter(pk=process.pk).exists():
        return None
    held = hold(process, by, removed_processes(by))
    set_facts(held, {"removed_at": None})
    return record(by, ProcessRestored(**about(held)))[0]
