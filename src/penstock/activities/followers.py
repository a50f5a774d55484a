"""How activities follow what happens below them: a person left."""

from dataclasses import replace

from penstock.activities.events import ActivityAssigned, about
from penstock.activities.models import Activity
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.journal.recording import record
from penstock.people.events import PersonDeactivated
from penstock.workspaces.actor import Actor


def nothing_to_redraw(by: Actor) -> None:
    """The activities themselves are the records."""


@projection("activities.handed_over", PersonDeactivated.kind, rebuild=nothing_to_redraw)
def hand_over(by: Actor, events: list[Event]) -> None:
    """What somebody who left still had to do is the successor's to do; what they did stays theirs."""
    for event in events:
        left, successor = event.data["member_id"], event.data.get("successor_id")
        rows = Activity.objects.on(by.workspace).planned().filter(owner_id=left, removed_at__isnull=True)
        open_ones = list(rows.only("pk", "deal_id", "company_id", "contact_id"))
        rows.update(owner_id=successor)
        said = {"from_owner_id": left, "owner_id": successor}
        handed = [ActivityAssigned(activity_id=row.pk, **about(row), **said) for row in open_ones]
        record(replace(by, caused_by=event.position), *handed)
