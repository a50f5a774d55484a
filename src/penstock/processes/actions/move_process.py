"""Take a process to another stage of its kind."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.common.errors import Conflict, Refused
from penstock.deals.models import ProcessStage
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.processes.checks import earliest, moment_after, stage_due_on
from penstock.processes.events import ProcessMoved
from penstock.processes.models import Process
from penstock.processes.permissions import hold
from penstock.workspaces.actor import Actor


@action
def move_process(
    process: Process, stage: ProcessStage, *, by: Actor, at: datetime | None = None, seen_stage: int | None = None
) -> Event | None:
    """Take it to any stage in use of its kind, on or back; None when it is there. ``seen_stage``: where it was seen."""
    held = hold(process, by)
    if seen_stage is not None and seen_stage != held.stage_id:
        sentence = _("Somebody was faster: “%(process)s” is in %(stage)s now.")
        raise Conflict(sentence % {"process": held, "stage": held.stage})
    if held.stage_id == stage.pk:
        return None
    _require_usable(stage, held)
    moment, before = moment_after(held.stage_entered_at, at), held.stage_id
    facts: dict[str, Any] = {"stage": stage, "status": stage.kind, "stage_entered_at": moment}
    due = stage_due_on(stage, moment, by)
    facts |= {"stage_due_on": due, "next_on": earliest(held.due_on, due)}
    facts["closed_at"] = None if stage.is_open else moment
    changes = set_facts(held, facts)
    about: dict[str, Any] = {"deal_id": held.deal_id, "company_id": held.deal.company_id, "process_id": held.pk}
    steps = {"from_process_stage_id": before, "process_stage_id": stage.pk, "process_kind_id": held.process_kind_id}
    return record(by, ProcessMoved(**about, **steps, changes=changes), at=moment)[0]


def _require_usable(stage: ProcessStage, process: Process) -> None:
    if stage.workspace_id != process.workspace_id or stage.process_kind_id != process.process_kind_id:
        raise Refused(_("This is no stage of “%(process)s”.") % {"process": process.process_kind})
    if stage.retired_at is not None:
        raise Refused(_("%(stage)s is retired; it can be left but not entered.") % {"stage": stage})
