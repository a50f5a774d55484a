"""Take back what was said of somebody's pay from a day on."""

from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.payroll.events import PayRemoved
from penstock.payroll.models import Pay
from penstock.payroll.permissions import require_paying
from penstock.workspaces.actor import Actor


@action
def remove_pay(pay: Pay, *, by: Actor) -> Event | None:
    """What was said before holds on; None when it was taken back already."""
    require_paying(by, pay.person_id)
    held = Pay.objects.of(by).filter(pk=pay.pk).select_for_update().first()
    if held is None:
        return None
    held.delete()
    return record(by, PayRemoved(member_id=pay.person_id, on=pay.from_on))[0]
