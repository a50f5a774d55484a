"""Take an activity or note out of sight, and bring it back."""

from django.utils.translation import gettext as _

from penstock.activities.events import ActivityRemoved, ActivityRestored, about
from penstock.activities.models import Activity
from penstock.activities.permissions import hold, require_change
from penstock.activities.queries import removed_activities
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def remove_activity(activity: Activity, *, by: Actor) -> Event:
    """It leaves lists and stories; nothing is destroyed."""
    held = hold(activity, by)
    held.removed_at = clock.now()
    held.save(update_fields=["removed_at"])
    return record(by, ActivityRemoved(activity_id=held.pk, **about(held)))[0]


@action
def restore_activity(activity: Activity, *, by: Actor) -> Event | None:
    """It is back; None when it was not removed."""
    held = removed_activities(by).select_for_update(of=("self",)).filter(pk=activity.pk).first()
    if held is None:
        if Activity.objects.of(by).filter(pk=activity.pk).exists():
            return None
        raise NotPermitted(_("This activity does not exist or you may not see it."))
    require_change(held, by)
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    return record(by, ActivityRestored(activity_id=held.pk, **about(held)))[0]
