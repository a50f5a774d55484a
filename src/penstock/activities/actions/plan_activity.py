"""Plan something with a customer, or log what was just done."""

from datetime import datetime
from typing import Any

from penstock.activities.checks import checked_done_at, require_plannable
from penstock.activities.events import ActivityDone, ActivityPlanned, about
from penstock.activities.models import Activity
from penstock.activities.writing import write
from penstock.common.actions import action
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def plan_activity(kind: str, subject: str = "", *, by: Actor, **fields: Any) -> Activity:
    """A task, call, meeting or e-mail to be done, on a ``deal``, ``company`` or ``contact`` or on none.

    Further fields: ``due_at``, ``is_all_day``, ``duration`` (minutes), ``body``, ``owner``, ``purpose`` (what it is
    for), ``remind_before`` (minutes), and who takes part: ``people`` and ``contacts``.
    """
    require_plannable(kind)
    activity = write(kind, subject, by=by, **fields)
    record(by, planned(activity))
    return activity


@action
def log_activity(kind: str, subject: str = "", *, by: Actor, at: datetime | None = None, **fields: Any) -> Activity:
    """Something done already, such as a call just made; fields as in ``plan_activity``, ``outcome`` and ``direction``.

    The direction is of a call: ``outgoing`` or ``incoming``.
    """
    require_plannable(kind)
    activity = write(kind, subject, by=by, done_at=checked_done_at(at), **fields)
    record(by, done(activity), at=activity.done_at)
    return activity


def planned(activity: Activity) -> ActivityPlanned:
    """The event of a plan."""
    return ActivityPlanned(
        activity_id=activity.pk,
        type=activity.kind,
        owner_id=activity.owner_id,
        due_at=activity.due_at,
        **about(activity),
    )


def done(activity: Activity) -> ActivityDone:
    """The event of something done."""
    return ActivityDone(
        activity_id=activity.pk,
        type=activity.kind,
        owner_id=activity.owner_id,
        duration=activity.duration,
        direction=activity.direction,
        **about(activity),
    )
