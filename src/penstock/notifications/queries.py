"""Questions about notifications: what there is for somebody, and how much of it is new."""

from django.db.models import QuerySet

from penstock.notifications.models import Notification
from penstock.workspaces.actor import Actor

MOST_COUNTED = 99


def notifications_for(by: Actor) -> QuerySet[Notification]:
    """The actor's own about records that they may read, the latest first, with what their sentences name."""
    rows: QuerySet[Notification] = Notification.objects.of(by).select_related("deal", "activity", "by")
    return rows.order_by("-made_at", "-pk")


def count_unread(by: Actor) -> int:
    """How many the actor has not read; one more than is counted stands for any more.

    Every page asks this, and most have nothing to tell: then a look at an index is all.
    """
    if not Notification.objects.on(by.person).filter(workspace_id=by.workspace_id).unread().exists():
        return 0
    rows = Notification.objects.of(by).unread().order_by()
    return int(rows.values("pk")[: MOST_COUNTED + 1].count())
