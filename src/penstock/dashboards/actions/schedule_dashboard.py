"""Mail a dashboard every day, week or month to people who may see it, or stop that."""

from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.dashboards.events import DashboardLeft, DashboardScheduled
from penstock.dashboards.models import Dashboard, Schedule, ScheduledReader
from penstock.dashboards.permissions import require_change
from penstock.dashboards.queries import may_see
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.notifications.models import Rhythm
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def schedule_dashboard(
    dashboard: Dashboard, rhythm: str, *, by: Actor, readers: Iterable[Person] = (), at: time = time(8)
) -> Event | None:
    """From now on so; an empty rhythm or no reader stops it. None when it is so already."""
    require_change(dashboard, by)
    people = {one.pk: one for one in readers}
    known = Schedule.objects.on(dashboard).first()
    if not rhythm or not people:
        if known is None:
            return None
        known.delete()
        return record(by, DashboardScheduled(dashboard_id=dashboard.pk, rhythm="", member_ids=[]))[0]
    _check(dashboard, rhythm, people, by)
    if known and (known.rhythm, known.at, {one.person_id for one in ScheduledReader.objects.on(known)}) == (
        rhythm,
        at,
        set(people),
    ):
        return None
    row = known or Schedule(workspace=by.workspace, dashboard=dashboard)
    row.rhythm, row.at, row.set_at = rhythm, at, clock.now()
    row.save()
    ScheduledReader.objects.on(row).delete()
    ScheduledReader.objects.insert(
        [ScheduledReader(workspace=by.workspace, schedule=row, person_id=pk) for pk in sorted(people)]
    )
    return record(by, DashboardScheduled(dashboard_id=dashboard.pk, rhythm=rhythm, member_ids=sorted(people)))[0]


@action
def leave_dashboard(dashboard: Dashboard, *, by: Actor) -> Event | None:
    """It is not mailed to oneself any more; None where it was not. With its last reader the schedule ends."""
    schedule = Schedule.objects.on(dashboard).first()
    gone = ScheduledReader.objects.on(schedule).filter(person_id=by.person_id).delete()[0] if schedule else 0
    if schedule is None or not gone:
        return None
    if not ScheduledReader.objects.on(schedule).exists():
        schedule.delete()
    return record(by, DashboardLeft(dashboard_id=dashboard.pk, member_id=by.person_id))[0]


def _check(dashboard: Dashboard, rhythm: str, people: dict[int, Person], by: Actor) -> None:
    if rhythm not in Rhythm.values:
        raise Refused(_("Choose how often."), fields={"rhythm": _("Choose how often.")})
    ours = Person.objects.on(by.workspace).filter(pk__in=people).select_related("workspace", "role", "team")
    found = {one.pk: one for one in ours}
    for pk, person in people.items():
        if pk not in found or not may_see(dashboard, found[pk]):
            sentence = _("%(person)s may not see this dashboard yet: share it first.") % {"person": person}
            raise Refused(sentence, fields={"readers": sentence})
