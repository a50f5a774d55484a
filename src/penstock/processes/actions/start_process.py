"""Begin a process beside a deal."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.changing import hold as hold_deal
from penstock.deals.models import Deal, ProcessKind
from penstock.journal.recording import record
from penstock.processes.checks import checked_facts, checked_responsible, earliest, moment_after, stage_due_on
from penstock.processes.events import ProcessStarted
from penstock.processes.models import Process
from penstock.processes.queries import first_stage, kinds_for
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def start_process(
    deal: Deal,
    kind: ProcessKind,
    *,
    by: Actor,
    title: str = "",
    responsible: Person | None = None,
    due_on: date | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Process:
    """A process of this kind in its first stage; without a title it is called as the deal."""
    held = hold_deal(deal, by)
    if not any(one.kind.pk == kind.pk for one in kinds_for(held, by)):
        raise Refused(_("Deals of this pipeline have no “%(process)s”.") % {"process": kind.name})
    stage, began = first_stage(kind, by), moment_after(held.opened_at, at)
    facts: dict[str, Any] = checked_facts({"title": title or held.name, "due_on": due_on, "note": note})
    facts["responsible"] = checked_responsible(responsible, held, by)
    stage_due = stage_due_on(stage, began, by)
    moments = {"started_at": began, "stage_entered_at": began, "stage_due_on": stage_due}
    moments["next_on"] = earliest(facts["due_on"], stage_due)
    row = Process(workspace=by.workspace, process_kind=kind, deal=held, stage=stage, **facts, **moments)
    row.save()
    about: dict[str, Any] = {
        "deal_id": held.pk,
        "company_id": held.company_id,
        "process_id": row.pk,
        "process_kind_id": kind.pk,
    }
    record(by, ProcessStarted(**about, process_stage_id=stage.pk, responsible_id=row.responsible_id), at=began)
    return row
