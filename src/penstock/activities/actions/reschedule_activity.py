"""Put an activity off, or forward."""

from datetime import datetime

from django.utils.translation import gettext as _

from penstock.activities.checks import checked_fields
from penstock.activities.events import ActivityRescheduled, about
from penstock.activities.models import Activity
from penstock.activities.permissions import hold
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def reschedule_activity(
    activity: Activity, due_at: datetime | None, *, by: Actor, is_all_day: bool = False
) -> Event | None:
    """Another moment for what is still to be done; None when it is that moment already."""
    held = hold(activity, by)
    if held.done_at is not None:
        raise Refused(_("“%(activity)s” is done; plan the next one instead.") % {"activity": held})
    checked = checked_fields({"due_at": due_at}, by)
    before = held.due_at
    if (before, held.is_all_day) == (checked["due_at"], is_all_day):
        return None
    held.due_at, held.is_all_day = checked["due_at"], is_all_day
    held.save(update_fields=["due_at", "is_all_day"])
    event = ActivityRescheduled(activity_id=held.pk, **about(held), from_due_at=before, due_at=held.due_at)
    return record(by, event)[0]
