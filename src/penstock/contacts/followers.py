"""How contacts follow what happens below them: a person left."""

from dataclasses import replace

from penstock.contacts.events import ContactAssigned
from penstock.contacts.models import Contact
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.journal.recording import record
from penstock.people.events import PersonDeactivated
from penstock.workspaces.actor import Actor


def nothing_to_redraw(by: Actor) -> None:
    """The contacts themselves are the records."""


@projection("contacts.handed_over", PersonDeactivated.kind, rebuild=nothing_to_redraw)
def hand_over(by: Actor, events: list[Event]) -> None:
    """The contacts of somebody who left are the successor's to look after."""
    for event in events:
        left, successor = event.data["member_id"], event.data.get("successor_id")
        rows = Contact.objects.on(by.workspace).filter(owner_id=left)
        known = list(rows.values_list("pk", "company_id"))
        rows.update(owner_id=successor)
        said = {"from_owner_id": left, "owner_id": successor, "changes": {"owner_id": [left, successor]}}
        told = [ContactAssigned(contact_id=pk, company_id=company, **said) for pk, company in known]
        record(replace(by, caused_by=event.position), *told)
