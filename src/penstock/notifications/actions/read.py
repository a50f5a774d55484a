"""Mark one's notifications as read."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.notifications.events import NotificationsRead
from penstock.notifications.models import Notification
from penstock.workspaces.actor import Actor


@action
def read_notification(notification: Notification, *, by: Actor) -> Event | None:
    """One of one's own was read; None when it was before."""
    mine = Notification.objects.of(by).filter(pk=notification.pk)
    if not mine.exists():
        raise NotPermitted(_("This notification does not exist or is not yours."))
    return _read(mine, by)


@action
def read_all_notifications(*, by: Actor) -> Event | None:
    """All of one's own were read; None when there was nothing to read."""
    return _read(Notification.objects.of(by), by)


def _read(rows: Any, by: Actor) -> Event | None:
    ids = list(rows.unread().values_list("pk", flat=True))
    if not ids or by.person_id is None:
        return None
    Notification.objects.on(by.workspace).filter(pk__in=ids).update(read_at=clock.now())
    return record(by, NotificationsRead(member_ids=[by.person_id], count=len(ids)))[0]
