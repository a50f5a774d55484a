"""Mails dashboards as time goes by: begins the letters of a day, and sends what is due through the outbox."""

from datetime import timedelta

from penstock.dashboards.letters import send
from penstock.dashboards.models import DashboardLetter, ScheduledReader
from penstock.dashboards.queries import may_see
from penstock.journal.reactions import recurring
from penstock.metrics.keeping import NotReady
from penstock.notifications.making import is_mailed
from penstock.notifications.outbox import send_due
from penstock.notifications.regular import begin
from penstock.workspaces.actor import Actor


@recurring("dashboards.schedules", timedelta(minutes=1))
def begin_letters(by: Actor) -> bool:
    """Put into the outbox what is due by the clock of each reader; whether there was anything."""
    rows = ScheduledReader.objects.on(by.workspace).filter(schedule__dashboard__removed_at__isnull=True)
    related = rows.select_related("schedule__dashboard", "person__workspace", "person__user")
    begun = [begin(DashboardLetter, row.schedule, row.person, dashboard=row.schedule.dashboard) for row in related]
    return any(begun)


@recurring("dashboards.letters", timedelta(seconds=20), apart=True)
def send_letters(by: Actor) -> bool:
    """Send what is due; whether there was anything."""
    return send_due(DashboardLetter, deliver, by)


def deliver(letter: DashboardLetter) -> bool:
    """Send the dashboard as its reader would see it now; False where they may not see it any more."""
    person, dashboard = letter.person, letter.dashboard
    if not (person.is_active and is_mailed(person) and dashboard.removed_at is None and may_see(dashboard, person)):
        return False
    try:
        send(person, dashboard)
    except NotReady as wait:
        raise RuntimeError("the numbers are being prepared") from wait
    return True
