"""What has changed since a position of the journal, for one actor, as the messages that open pages understand."""

from typing import Any

from penstock.deals.events import DealAssigned
from penstock.deals.models import Deal
from penstock.deals.queries import removed_deals
from penstock.journal.models import Event
from penstock.notifications.events import NotificationsMade, NotificationsRead
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Workspace

MANY = 40
RINGS = (NotificationsMade.kind, NotificationsRead.kind)
Message = dict[str, Any]


def heads() -> dict[int, int]:
    """How far each workspace's journal has come."""
    return dict(Workspace.objects.values_list("pk", "journal_head"))


def since(actor: Actor, after: int, upto: int) -> list[Message]:
    """One message for each changed deal the actor may know of, with the position of the newest of its changes.

    When there are many, one for the whole board.
    """
    if upto - after > MANY:
        return [{"event": "board-changed"}]
    events = Event.objects.of(actor).filter(position__gt=after, position__lte=upto, deal_id__isnull=False)
    facts = list(events.order_by("position").values_list("deal_id", "kind", "data", "position"))
    newest = {deal_id: position for deal_id, _kind, _data, position in facts}
    known = _readable(actor, set(newest))
    known |= {deal_id for deal_id, kind, data, _position in facts if _left(actor, kind, data)}
    told = [{"event": "deal-changed", "id": pk, "position": newest[pk]} for pk in sorted(known)]
    return [*told, *_bell(actor, after, upto)]


def _bell(actor: Actor, after: int, upto: int) -> list[Message]:
    """Whether the actor was told something, or has read it in another window."""
    events = Event.objects.of(actor).filter(position__gt=after, position__lte=upto, kind__in=RINGS)
    rings = any(actor.person_id in people for people in events.values_list("data__member_ids", flat=True))
    return [{"event": "notifications-changed"}] if rings else []


def _readable(actor: Actor, ids: set[int]) -> set[int]:
    if not ids:
        return set()
    return {pk for deals in (Deal.objects.of(actor), removed_deals(actor)) for pk in _ids(deals.filter(pk__in=ids))}


def _ids(deals: Any) -> list[int]:
    return list(deals.values_list("pk", flat=True))


def _left(actor: Actor, kind: str, data: dict[str, Any]) -> bool:
    """Whether the deal has just gone to somebody whose deals the actor may not read: its card has to go."""
    people = actor.readable_people
    return kind == DealAssigned.kind and people is not None and data.get("from_owner_id") in people
