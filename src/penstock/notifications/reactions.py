"""What notifications do about the journal: tell whom it concerns; what an import writes is nobody's news."""

from dataclasses import replace

from django.db.models import Q

from penstock.activities.events import ActivityDone, ActivityRemoved, ActivityRescheduled
from penstock.deals.events import DealApprovalAnswered, DealApprovalWithdrawn
from penstock.journal.models import Event
from penstock.journal.reactions import reaction
from penstock.notifications.actions import notify, withdraw_notifications
from penstock.notifications.models import Notification
from penstock.notifications.models import NotificationKind as Kind
from penstock.notifications.telling import FOUND_STUCK, TELL, concerns_somebody, tellings
from penstock.workspaces.actor import Actor

SEEN_TO = (ActivityDone.kind, ActivityRemoved.kind, ActivityRescheduled.kind)
ANSWERED = (DealApprovalAnswered.kind, DealApprovalWithdrawn.kind)
OF_TIME = (Kind.DUE_SOON, Kind.OVERDUE)


def sift(by: Actor, events: list[Event]) -> list[Event]:
    """Those that somebody is to be told of, or that end something somebody was told of."""
    ids = {event.data["activity_id"] for event in events if event.kind in SEEN_TO}
    told = Notification.objects.on(by.workspace).unread().filter(activity_id__in=ids, kind__in=OF_TIME) if ids else None
    open_ids = set(told.values_list("activity_id", flat=True)) if told is not None else set()
    return [
        event
        for event in events
        if concerns_somebody(event) or event.kind in ANSWERED or event.data.get("activity_id") in open_ids
    ]


@reaction("notifications.tell", *TELL, FOUND_STUCK, *SEEN_TO, *ANSWERED, sift=sift)
def tell(by: Actor, event: Event) -> None:
    """Take back what the event has seen to, then tell whom it concerns."""
    acting = replace(by, caused_by=event.position)
    if event.kind in SEEN_TO:
        about = Q(activity_id=event.data["activity_id"], kind__in=OF_TIME)
        withdraw_notifications(about, by=acting)
    if event.kind in ANSWERED:
        withdraw_notifications(Q(deal_id=event.deal_id, kind=Kind.APPROVAL_ASKED), by=acting)
    if event.kind in TELL or event.kind == FOUND_STUCK:
        notify(tellings(event, by), by=acting)
