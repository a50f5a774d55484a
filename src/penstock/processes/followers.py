"""How processes follow what happens below them: what somebody who left was responsible for goes to the successor."""

from dataclasses import replace

from penstock.common.changes import set_facts
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.journal.recording import record
from penstock.people.events import PersonDeactivated
from penstock.processes.actions.change_process import about
from penstock.processes.events import ProcessHandedOver
from penstock.processes.models import Process
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


def nothing_to_redraw(by: Actor) -> None:
    """The processes themselves hold all of it."""


@projection("processes.handed_over", PersonDeactivated.kind, rebuild=nothing_to_redraw)
def hand_over(by: Actor, events: list[Event]) -> None:
    """The open processes of somebody who left go to the successor, or to nobody where that one may not see the deal."""
    for event in events:
        mine = Process.objects.on(by.workspace).open().filter(responsible_id=event.data["member_id"])
        people = Person.objects.on(by.workspace).select_related("role", "team", "workspace")
        successor = people.filter(pk=event.data.get("successor_id")).first()
        for process in mine.select_related("deal").order_by("pk"):
            _give(process, successor, replace(by, caused_by=event.position))


def _give(process: Process, successor: Person | None, by: Actor) -> None:
    may = successor is not None and Actor.of_person(successor).may_read_of(process.deal.owner_id)
    changes = set_facts(process, {"responsible": successor if may else None})
    record(by, ProcessHandedOver(**about(process), responsible_id=process.responsible_id, changes=changes))
