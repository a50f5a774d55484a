"""Change what is known of a process, and who is responsible for it."""

from typing import Any

from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.processes.checks import checked_facts, checked_responsible, earliest
from penstock.processes.events import ProcessChanged, ProcessHandedOver
from penstock.processes.models import Process
from penstock.processes.permissions import hold
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def change_process(process: Process, *, by: Actor, **facts: Any) -> Event | None:
    """Set ``title due_on note``; None when all is already so."""
    held = hold(process, by)
    facts = checked_facts(facts)
    if "due_on" in facts:
        facts["next_on"] = earliest(facts["due_on"], held.stage_due_on)
    changes = set_facts(held, facts)
    return record(by, ProcessChanged(**about(held), changes=changes))[0] if changes else None


@action
def hand_over_process(process: Process, responsible: Person | None, *, by: Actor) -> Event | None:
    """Make somebody responsible who may read the deal, or nobody; None when it is already so."""
    held = hold(process, by)
    changes = set_facts(held, {"responsible": checked_responsible(responsible, held.deal, by)})
    if not changes:
        return None
    return record(by, ProcessHandedOver(**about(held), responsible_id=held.responsible_id, changes=changes))[0]


def about(process: Process) -> dict[str, Any]:
    """What every event tells of a process."""
    told = {"deal_id": process.deal_id, "company_id": process.deal.company_id}
    return {**told, "process_id": process.pk, "process_kind_id": process.process_kind_id}
