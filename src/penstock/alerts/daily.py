"""Looks at every alert once a day, when nobody waits: what an import or a busy hour does is seen the next morning."""

from datetime import timedelta

from django.db.models import Q

from penstock.alerts.actions import check_alert
from penstock.alerts.models import Alert
from penstock.common import clock
from penstock.journal.reactions import recurring
from penstock.metrics.keeping import NotReady
from penstock.workspaces.actor import Actor

MORNING = timedelta(hours=6)
"""So long after midnight by the workspace's clock the day before is looked at."""


@recurring("alerts.daily", timedelta(minutes=10))
def look(by: Actor) -> bool:
    """Check what was not checked today; whether anybody was told. What is not ready is looked at the next time."""
    today = clock.day_of(clock.now() - MORNING, by.workspace.zone)
    due = Alert.objects.of(by).filter(Q(checked_on__isnull=True) | Q(checked_on__lt=today)).order_by("pk")
    told = False
    try:
        for alert in due:
            told |= bool(check_alert(alert, today, by=by))
    except NotReady:
        return told
    return told
