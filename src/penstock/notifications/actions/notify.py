"""Tell people of something, and mark as read what needs no reading any more."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.journal.recording import record
from penstock.notifications.events import NotificationsMade, NotificationsRead
from penstock.notifications.making import Telling, write_down
from penstock.notifications.models import Notification
from penstock.workspaces.actor import Actor


@action
def notify(tellings: Iterable[Telling], *, by: Actor) -> list[Notification]:
    """Tell each of these people, once; those who cannot sign in are not told."""
    by.require_admin(_("Only an administrator may tell others something in the bell."))
    rows = write_down(tellings, by)
    if rows:
        record(by, NotificationsMade(member_ids=sorted({row.person_id for row in rows})))
    return rows


@action
def withdraw_notifications(about: Q, *, by: Actor) -> int:
    """What these say is past: they count as read. Answers how many."""
    by.require_admin(_("Only an administrator may take back what others were told."))
    rows = Notification.objects.on(by.workspace).unread().filter(about)
    people = sorted(set(rows.values_list("person_id", flat=True)))
    if not people:
        return 0
    count = int(rows.update(read_at=clock.now()))
    record(by, NotificationsRead(member_ids=people, count=count))
    return count
