"""Tell nobody any more."""

from penstock.alerts.events import AlertRemoved
from penstock.alerts.models import Alert
from penstock.alerts.permissions import require_change
from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def remove_alert(alert: Alert, *, by: Actor) -> Event | None:
    """Take the alert away; None when it is gone already."""
    require_change(alert, by)
    row = Alert.objects.of(by).select_for_update().filter(pk=alert.pk).first()
    if row is None:
        return None
    pk = row.pk
    row.delete()
    return record(by, AlertRemoved(alert_id=pk))[0]
