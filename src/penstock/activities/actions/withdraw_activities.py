"""Take many activities out of sight at once: the undo of an import."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from penstock.activities.events import ActivityRemoved, about
from penstock.activities.models import Activity
from penstock.common import clock
from penstock.common.actions import action
from penstock.journal.recording import record_dated
from penstock.workspaces.actor import Actor


@action
def withdraw_activities(activity_ids: Sequence[int], *, by: Actor) -> int:
    """They leave lists and stories; nothing is destroyed. Returns how many there were."""
    held = list(Activity.objects.of(by).select_for_update(of=("self",)).filter(pk__in=activity_ids).order_by("pk"))
    for activity in held:
        by.require_write(activity.owner_id, _("You may not remove “%(activity)s”.") % {"activity": activity.subject})
    now = clock.now()
    Activity.objects.of(by).filter(pk__in=[activity.pk for activity in held]).update(removed_at=now)
    record_dated(by, [(ActivityRemoved(activity_id=row.pk, **about(row)), now) for row in held])
    return len(held)
