"""Take the last change of a process back as a mistake; its stays forget the change, the journal does not."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.changes import before, set_facts
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.processes.actions.change_process import about
from penstock.processes.events import UNDOABLE, ProcessUndone
from penstock.processes.models import Process
from penstock.processes.permissions import hold
from penstock.workspaces.actor import Actor


@action
def undo_process_change(process: Process, position: int, *, by: Actor) -> Event | None:
    """Undo the event at this position unless what it changed is another since; None when that was already done."""
    held = hold(process, by)
    events = Event.objects.on(by.workspace).filter(deal_id=held.deal_id)
    if events.filter(kind=ProcessUndone.kind, data__undone=position).exists():
        return None
    event = events.filter(position=position, kind__in=UNDOABLE).first()
    if event is None or event.data["process_id"] != held.pk:
        raise Refused(_("This change cannot be undone."))
    facts = before(held, event.data["changes"])
    if facts is None:
        raise Refused(_("“%(process)s” changed again since; undo the later change first.") % {"process": held})
    set_facts(held, facts)
    return record(by, ProcessUndone(**about(held), undone=position))[0]
