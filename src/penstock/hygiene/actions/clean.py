"""Have the list gone through every few months: by whom, when it begins, and that it is done."""

from calendar import monthrange
from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from penstock.activities.actions import complete_activity, plan_activity
from penstock.activities.forms import moment_of
from penstock.activities.models import Activity, ActivityKind
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.hygiene.events import CleaningBegan, CleaningCompleted, CleaningPlanned
from penstock.hygiene.models import Cleaning, CleaningPlan
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

TIME_FOR_IT = timedelta(days=14)
OFTENEST, RAREST = 1, 12


@action
def plan_cleaning(months: int, owner: Person | None, *, by: Actor) -> Event | None:
    """Every so many months by this person, the first time that long from today; 0 for not at all. None if it is so."""
    by.require_admin(_("Only an administrator may say how often is cleaned."))
    row: CleaningPlan | None = CleaningPlan.objects.of(by).select_for_update().first()
    if months == 0:
        return _unplan(row, by)
    person = _sound(months, owner, by)
    if row is not None and (row.months, row.owner_id) == (months, person.pk):
        return None
    row = row or CleaningPlan(workspace=by.workspace)
    row.months, row.owner = months, person
    row.next_on = months_later(clock.day_of(clock.now(), by.workspace.zone), months)
    row.save()
    return record(by, CleaningPlanned(months=months, owner_id=row.owner_id, next_on=row.next_on))[0]


@action
def begin_cleaning(*, by: Actor) -> Event | None:
    """The day has come: its owner has a task for it, two weeks long; None before that, or while one is under way."""
    by.require_admin(_("Only an administrator may have the list gone through."))
    plan = CleaningPlan.objects.of(by).select_related("owner__workspace").select_for_update(of=("self",)).first()
    today = clock.day_of(clock.now(), by.workspace.zone)
    if plan is None or plan.next_on > today or open_cleaning(by) is not None:
        return None
    due_on = today + TIME_FOR_IT
    owner = plan.owner if plan.owner.is_active else None
    with translation.override(by.workspace.language):
        due_at, is_all_day = moment_of(due_on, None, plan.owner.zone)
        told = {"owner": owner, "due_at": due_at, "is_all_day": is_all_day}
        task = plan_activity(ActivityKind.TASK, _("Go through the list “To clean”"), by=by, **told)
    Cleaning(workspace=by.workspace, owner=plan.owner, began_on=today, due_on=due_on, activity_id=task.pk).save()
    return record(by, CleaningBegan(owner_id=plan.owner_id, due_on=due_on))[0]


@action
def complete_cleaning(*, by: Actor) -> Event | None:
    """The list was gone through: the task is done and the next time begins the plan's months from today."""
    row = open_cleaning(by)
    if not by.may_write:
        raise NotPermitted(_("You may read the list but not say that it was gone through."))
    if row is None:
        return None
    if not by.is_admin and by.person_id != row.owner_id:
        raise NotPermitted(_("This cleaning is %(person)s's to complete.") % {"person": row.owner})
    row.completed_at, row.completed_by = clock.now(), by.person
    row.save(update_fields=["completed_at", "completed_by"])
    task = (
        Activity.objects.on([row.activity_id], "pk__in").filter(done_at__isnull=True, removed_at__isnull=True).first()
    )
    if task is not None:
        complete_activity(task, by=by)
    return record(by, CleaningCompleted(next_on=_next_time(by)))[0]


def open_cleaning(by: Actor) -> Cleaning | None:
    """The cleaning that is under way."""
    rows = Cleaning.objects.of(by).filter(completed_at__isnull=True).select_related("owner")
    found: Cleaning | None = rows.first()
    return found


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _next_time(by: Actor) -> date | None:
    plan = CleaningPlan.objects.of(by).select_for_update().first()
    if plan is None:
        return None
    plan.next_on = months_later(clock.day_of(clock.now(), by.workspace.zone), plan.months)
    plan.save(update_fields=["next_on"])
    return date.fromisoformat(plan.next_on.isoformat())


def _unplan(row: CleaningPlan | None, by: Actor) -> Event | None:
    if row is None:
        return None
    row.delete()
    return record(by, CleaningPlanned(months=0))[0]


def _sound(months: int, owner: Person | None, by: Actor) -> Person:
    wrong = {}
    if not OFTENEST <= months <= RAREST:
        wrong["months"] = _("Choose between %(least)s and %(most)s months.") % {"least": OFTENEST, "most": RAREST}
    if owner is None or owner.workspace_id != by.workspace_id or not owner.is_active:
        wrong["owner"] = _("Choose somebody who works here.")
    if wrong or owner is None:
        raise Refused(" ".join(wrong.values()), fields=wrong)
    return owner
