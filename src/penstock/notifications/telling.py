"""Whom an event concerns and of what they are told; nobody is told of what they did, or set off, themselves."""

from collections.abc import Callable
from datetime import datetime

from penstock.activities.models import Activity
from penstock.attention.events import DealsFoundStuck
from penstock.attention.models import DealMark
from penstock.deals.gates.approving import whose_turn
from penstock.deals.models import Approval, ApprovalState, Deal
from penstock.journal.models import Event
from penstock.losses.models import How
from penstock.notifications.making import Telling
from penstock.notifications.models import NotificationKind as Kind
from penstock.playbooks.models import Handover
from penstock.processes.models import Process
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

LONGEST_CHAIN = 10
FOUND_STUCK = DealsFoundStuck.kind
Told = tuple[int | None, str, str]
"""Who is told, of what, and what was written for it."""

Tell = Callable[[Event, Actor], list[Told]]


def tellings(event: Event, by: Actor) -> list[Telling]:
    """What an event gives to tell, without whoever is behind it."""
    if event.kind == FOUND_STUCK:
        return _stuck_deals(event, by)
    found = TELL[event.kind](event, by)
    behind = who_is_behind(event, by) if found else set()
    return [
        _telling(event, person_id, kind, text)
        for person_id, kind, text in found
        if person_id is not None and person_id not in behind
    ]


def who_is_behind(event: Event, by: Actor) -> set[int]:
    """Whoever set it off: behind what the house or an automation did stands who caused that."""
    seen = {event.person_id} if event.origin != "automation" else set()
    for _step in range(LONGEST_CHAIN):
        if event.caused_by is None:
            break
        event = Event.objects.of(by).get(position=event.caused_by)
        seen |= {event.person_id} if event.origin != "automation" else set()
    return {pk for pk in seen if pk is not None}


def _telling(event: Event, person_id: int, kind: str, text: str) -> Telling:
    by_id = event.person_id if event.origin != "automation" else None
    return Telling(
        person_id, kind, f"event:{event.position}", event.deal_id, event.data.get("activity_id"), by_id, text[:500]
    )


def _deal_assigned(event: Event, by: Actor) -> list[Told]:
    return [(event.data.get("owner_id"), Kind.DEAL_ASSIGNED, "")]


def _activity_assigned(event: Event, by: Actor) -> list[Told]:
    return [(event.data.get("owner_id"), Kind.ACTIVITY_ASSIGNED, "")]


def _called_in(event: Event, by: Actor) -> list[Told]:
    return [(event.data["member_id"], Kind.CALLED_IN, event.data["role"])]


def _approval_asked(event: Event, by: Actor) -> list[Told]:
    request = _request(event, by)
    waits = request is not None and request.state == ApprovalState.WAITING
    return [(pk, Kind.APPROVAL_ASKED, "") for pk in whose_turn(request)] if request and waits else []


def _approval_answered(event: Event, by: Actor) -> list[Told]:
    """Who asked and whose deal it is hear the end of it; while others have still to say so, they hear that."""
    request = _request(event, by)
    if request is None:
        return []
    if event.data["state"] == ApprovalState.WAITING:
        return _approval_asked(event, by)
    kind = Kind.APPROVAL_GIVEN if event.data["state"] == ApprovalState.APPROVED else Kind.APPROVAL_REJECTED
    return [(pk, kind, event.data["reason"]) for pk in {request.asked_by_id, request.deal.owner_id}]


def _request(event: Event, by: Actor) -> Approval | None:
    rows = Approval.objects.on(by.workspace).select_related("deal", "rule")
    found: Approval | None = rows.filter(pk=event.data["approval_id"]).first()
    return found


def _offered(event: Event, by: Actor) -> list[Told]:
    note = Handover.objects.on(by.workspace).filter(pk=event.data["handover_id"]).values_list("note", flat=True).first()
    return [(event.data["member_id"], Kind.HANDOVER_OFFERED, note or "")]


def _answered(kind: str) -> Tell:
    def tell(event: Event, by: Actor) -> list[Told]:
        givers = Handover.objects.on(by.workspace).filter(pk=event.data["handover_id"])
        return [(pk, kind, "") for pk in givers.values_list("giver_id", flat=True)]

    return tell


def _came_back(event: Event, by: Actor) -> list[Told]:
    return _to_owner(Kind.CAME_BACK, event, by)


def _to_owner(kind: str, event: Event, by: Actor) -> list[Told]:
    owners = Deal.objects.on(by.workspace).filter(pk=event.deal_id)
    return [(pk, kind, "") for pk in owners.values_list("owner_id", flat=True)]


def _loss_verified(event: Event, by: Actor) -> list[Told]:
    """What a customer answers by a link; what somebody was told in a talk they know."""
    return _to_owner(Kind.LOSS_VERIFIED, event, by) if event.data["how"] == How.SURVEY else []


def _process_given(event: Event, by: Actor) -> list[Told]:
    """Who is made responsible hears which process of the deal it is."""
    rows = Process.objects.of(by).select_related("process_kind").filter(pk=event.data["process_id"])
    return [(event.data.get("responsible_id"), Kind.PROCESS_GIVEN, f"{row.process_kind}: {row}") for row in rows]


def _mentioned(event: Event, by: Actor) -> list[Told]:
    """Those named in a note who may read what it is about."""
    people = Person.objects.on(by.workspace).filter(pk__in=event.data.get("mentioned", []))
    notes = [(one.pk, Activity.objects.of(Actor.of_person(one))) for one in people.select_related("workspace", "role")]
    note_id = event.data["activity_id"]
    return [(pk, Kind.MENTIONED, "") for pk, readable in notes if readable.filter(pk=note_id).exists()]


def _stuck_deals(event: Event, by: Actor) -> list[Telling]:
    """The owners of deals that are stuck by norms newly learnt; under the key that the clock would tell them by."""
    marks = DealMark.objects.on(by.workspace).filter(deal_id__in=event.data["deal_ids"], stuck_at__isnull=False)
    rows = marks.filter(deal__owner__isnull=False, deal__removed_at__isnull=True)
    return [
        Telling(owner_id, Kind.STUCK, stuck_key(deal_id, stuck_at), deal_id)
        for deal_id, owner_id, stuck_at in rows.values_list("deal_id", "deal__owner_id", "stuck_at")
    ]


def stuck_key(deal_id: int, stuck_at: datetime) -> str:
    """What says that a deal is stuck from a moment on is told once."""
    return f"stuck:{deal_id}:{stuck_at:%Y%m%d%H%M}"


TELL: dict[str, Tell] = {
    "deal.opened": _deal_assigned,
    "deal.assigned": _deal_assigned,
    "deal.brought_back": _came_back,
    "deal.person_added": _called_in,
    "deal.approval_asked": _approval_asked,
    "deal.approval_answered": _approval_answered,
    "activity.planned": _activity_assigned,
    "activity.assigned": _activity_assigned,
    "loss.verified": _loss_verified,
    "process.started": _process_given,
    "process.handed_over": _process_given,
    "handover.offered": _offered,
    "handover.accepted": _answered(Kind.HANDOVER_ACCEPTED),
    "handover.declined": _answered(Kind.HANDOVER_DECLINED),
    "note.written": _mentioned,
    "activity.changed": _mentioned,
}
"""What each kind of event gives to tell."""


def concerns_somebody(event: Event) -> bool:
    """Whether there may be something to tell, by what the event says itself: most are about one's own work."""
    if event.kind in ("deal.opened", "deal.assigned", "activity.planned", "activity.assigned"):
        owner = event.data.get("owner_id")
        return owner is not None and (owner != event.person_id or event.origin == "automation")
    if event.kind in ("note.written", "activity.changed"):
        return bool(event.data.get("mentioned"))
    return event.kind in TELL or event.kind == FOUND_STUCK
