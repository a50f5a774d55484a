"""How pay follows what happens below it: somebody left, and is paid nothing from the day after on."""

from datetime import timedelta

from penstock.common import clock
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.payroll.models import Pay
from penstock.people.events import PersonDeactivated
from penstock.workspaces.actor import Actor


def nothing_to_redraw(by: Actor) -> None:
    """The pay itself is the record."""


@projection("payroll.left", PersonDeactivated.kind, rebuild=nothing_to_redraw)
def end_pay(by: Actor, events: list[Event]) -> None:
    """What was planned for later days is taken back; who comes back is paid what is said then."""
    for event in events:
        first = clock.day_of(event.occurred_at, by.workspace.zone) + timedelta(days=1)
        rows = Pay.objects.on(by.workspace).filter(person_id=event.data["member_id"])
        rows.filter(from_on__gte=first).delete()
        last = rows.order_by("-from_on").first()
        if last is not None and last.amount:
            facts = {"person_id": last.person_id, "from_on": first, "amount": 0, "currency": last.currency}
            Pay.objects.insert([Pay(workspace=by.workspace, **facts)])
