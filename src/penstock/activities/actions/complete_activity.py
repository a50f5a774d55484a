"""Say that something is done, or that it was not."""

from datetime import datetime

from django.utils.translation import gettext as _

from penstock.activities.actions.plan_activity import done
from penstock.activities.checks import checked_done_at, checked_fields
from penstock.activities.events import ActivityReopened, about
from penstock.activities.models import Activity, ActivityKind
from penstock.activities.permissions import hold
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def complete_activity(
    activity: Activity, *, by: Actor, outcome: str = "", duration: int | None = None, at: datetime | None = None
) -> Event | None:
    """It is done, with an outcome; None when it was done already."""
    held = hold(activity, by)
    if held.done_at is not None:
        return None
    checked = checked_fields({"outcome": outcome, "duration": duration}, by)
    held.done_at = checked_done_at(at)
    held.outcome = checked["outcome"] or held.outcome
    held.duration = held.duration if duration is None else checked["duration"]
    held.save(update_fields=["done_at", "outcome", "duration"])
    return record(by, done(held), at=held.done_at)[0]


@action
def reopen_activity(activity: Activity, *, by: Actor) -> Event | None:
    """It is still to be done; None when it is not done yet."""
    held = hold(activity, by)
    if held.kind == ActivityKind.NOTE:
        raise Refused(_("A note is not done or undone; remove it instead."))
    if held.done_at is None:
        return None
    held.done_at = None
    held.save(update_fields=["done_at"])
    return record(by, ActivityReopened(activity_id=held.pk, **about(held)))[0]
