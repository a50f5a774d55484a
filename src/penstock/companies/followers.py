"""How companies follow what happens below them: a person left."""

from dataclasses import replace

from penstock.companies.events import CompanyAssigned
from penstock.companies.models import Company
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.journal.recording import record
from penstock.people.events import PersonDeactivated
from penstock.workspaces.actor import Actor


def nothing_to_redraw(by: Actor) -> None:
    """The companies themselves are the records."""


@projection("companies.handed_over", PersonDeactivated.kind, rebuild=nothing_to_redraw)
def hand_over(by: Actor, events: list[Event]) -> None:
    """The companies of somebody who left are the successor's to look after."""
    for event in events:
        left, successor = event.data["member_id"], event.data.get("successor_id")
        rows = Company.objects.on(by.workspace).filter(owner_id=left)
        ids = list(rows.values_list("pk", flat=True))
        rows.update(owner_id=successor)
        said = {"from_owner_id": left, "owner_id": successor, "changes": {"owner_id": [left, successor]}}
        record(replace(by, caused_by=event.position), *[CompanyAssigned(company_id=pk, **said) for pk in ids])
