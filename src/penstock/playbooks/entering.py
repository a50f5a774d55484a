"""What a deal's entry into a stage calls for: the stage's tasks, once a visit."""

from datetime import datetime, timedelta

from penstock.activities.actions import plan_activity, remove_activity
from penstock.activities.forms import moment_of
from penstock.activities.models import Activity
from penstock.activities.next_step import worked_from
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.deals.changing import current_span
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.playbooks.actions.call_in_role import call_in_role
from penstock.playbooks.models import EntryTask, MadeTask
from penstock.playbooks.models.tasks import OWNER
from penstock.playbooks.queries import unmade_tasks
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.models import Person

A_DAY = timedelta(days=1)


def make_tasks(deal: Deal, event: Event, by: Actor) -> list[Activity]:
    """Make the tasks of the stage that the deal is in, unless they were made for this visit."""
    visit = current_span(deal).visit
    rows = unmade_tasks(deal, by).filter(added_at__lte=event.recorded_at)
    return [_make(task, deal, visit, event, by) for task in rows]


def withdraw_tasks(deal: Deal, position: int, by: Actor) -> None:
    """The event that called for tasks was taken back: what is still planned of them goes."""
    made = MadeTask.objects.on(deal).filter(position=position)
    for activity in Activity.objects.of(by).planned().filter(pk__in=made.values("activity_id")):
        remove_activity(activity, by=by)


def _make(task: EntryTask, deal: Deal, visit: int, event: Event, by: Actor) -> Activity:
    person = _person(task, deal, by)
    due_at = _due(task, by, person)
    activity = plan_activity(task.kind, task.name, by=by, deal=deal, owner=person, due_at=due_at, is_all_day=True)
    told = {"task": task, "visit": visit, "activity_id": activity.pk, "position": event.position}
    MadeTask(workspace=by.workspace, deal=deal, **told).save()
    return activity


def _person(task: EntryTask, deal: Deal, by: Actor) -> Person | None:
    """The owner, or whoever is called in; the owner again where nobody can be."""
    owner: Person | None = deal.owner if deal.owner and deal.owner.is_active else None
    if task.whom == OWNER:
        return owner
    try:
        return call_in_role(deal, task.whom, by=by)
    except Refused:
        return owner


def _due(task: EntryTask, by: Actor, person: Person | None) -> datetime | None:
    """The end of the working day on which so many working days have passed; 0 is today, if it is worked."""
    calendar = calendar_of(by.workspace, person.pk if person else None)
    zone = person.zone if person else by.zone
    day = clock.day_of(clock.now(), zone)
    for _passed in range(task.days):
        day = worked_from(day + A_DAY, calendar)
    return moment_of(worked_from(day, calendar), None, zone)[0]
