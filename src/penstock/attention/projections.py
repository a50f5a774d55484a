"""Keeps the mark of each open deal: the moments from which it is slow and stuck unless something happens."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q

from penstock.activities.events import ActivityEvent
from penstock.activities.models import Activity
from penstock.attention.events import NormsLearnt
from penstock.attention.limits import Limit, Limits
from penstock.attention.models import AgeNorm, DealMark
from penstock.attention.products import products_of
from penstock.attention.queries import TOUCHES, TWO_WAY
from penstock.common.among import among
from penstock.common.bulk import fresh
from penstock.common.managers import MANY
from penstock.deals.events import (
    DealBroughtBack,
    DealChanged,
    DealHistoryRewritten,
    DealItemsSet,
    DealLost,
    DealMoved,
    DealOpened,
    DealRemoved,
    DealReopened,
    DealRestored,
    DealSetAside,
    DealUndone,
    DealWon,
)
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.people.events import HoursSet, SpecialDayAdded, SpecialDayRemoved, WorkspaceChanged
from penstock.pipelines.events import StageChanged, StageMerged
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Calendar, calendar_of

BLOCK = 2_000
Touches = dict[int, tuple[datetime | None, int]]
"""By deal, the last two-way contact and the number of all contacts."""

LIVES = (
    *(DealOpened, DealMoved, DealWon, DealLost, DealReopened, DealRemoved, DealRestored),
    *(DealSetAside, DealBroughtBack, DealUndone, DealHistoryRewritten, DealItemsSet),
)
MEASURED = frozenset({"type", "value", "currency", "opened_at", "stage_id"})
"""Facts of a deal by which it is measured; who owns it or what it is called does not hurry it."""
NO_WORK = frozenset(
    event.kind
    for event in (DealMoved, DealWon, DealLost, DealReopened, DealChanged, DealItemsSet, DealSetAside, DealBroughtBack)
)
"""What happens to a deal without any work on it: its contacts are those that its mark knows."""
CLOCK = (HoursSet.kind, SpecialDayAdded.kind, SpecialDayRemoved.kind, WorkspaceChanged.kind)


class Measured(NamedTuple):
    """What of a deal decides its mark, as the database gives it."""

    pk: int
    pipeline_id: int
    stage_id: int
    type: str
    value: Any
    currency: str
    opened_at: datetime
    stage_entered_at: datetime
    stage_counts_from: datetime | None
    age_counts_from: datetime | None
    back_at: datetime | None
    planned_at: datetime | None
    touches: int | None = None
    touched_at: datetime | None = None

    @property
    def facts(self) -> tuple[int, int, str, Any, str]:
        """What says by which norm it is measured."""
        return self.pipeline_id, self.stage_id, self.type, self.value, self.currency


MEASURES = (*Measured._fields[:-3], "next_step__due_at", "mark__touches", "mark__touched_at")
MARKED = tuple(field.name for field in DealMark._meta.concrete_fields if not field.primary_key)


def rebuild_marks(by: Actor) -> None:
    """Draw all marks of the workspace anew."""
    DealMark.objects.on(by.workspace).delete()
    _draw(by, _open_ids(by, Q()))


@projection(
    "attention.marks",
    *(event.kind for event in LIVES),
    DealChanged.kind,
    ActivityEvent.kind,
    StageChanged.kind,
    StageMerged.kind,
    NormsLearnt.kind,
    *CLOCK,
    rebuild=rebuild_marks,
    tables=(DealMark,),
)
def keep_marks(by: Actor, events: list[Event]) -> None:
    """Draw anew the marks of the deals that the events may have touched."""
    if any(_changes_time(event) for event in events):
        rebuild_marks(by)
        return
    worked_on = {event.deal_id for event in events if event.kind not in NO_WORK}
    deal_ids = {event.deal_id for event in events if event.deal_id is not None and _measures(event)}
    where = _places(events)
    if where is not None:
        deal_ids |= set(_open_ids(by, where))
    opened = {event.deal_id or 0 for event in events if event.kind == DealOpened.kind}
    _draw(by, sorted(opened), are_new=True)
    _redraw(by, sorted(deal_ids - opened), worked_on)


def _changes_time(event: Event) -> bool:
    """Whether working days are other days now: a person's own days off move no mark."""
    if event.kind == WorkspaceChanged.kind:
        return "time_zone" in event.data.get("changes", {})
    return event.kind in CLOCK and event.data.get("member_id") is None


def _measures(event: Event) -> bool:
    return event.kind != DealChanged.kind or bool(MEASURED & set(event.data.get("changes", {})))


def _places(events: Iterable[Event]) -> Q | None:
    """The stages and pipelines whose limits changed."""
    stages: set[int] = set()
    pipelines: set[int] = set()
    for event in events:
        if event.kind == NormsLearnt.kind:
            stages |= set(event.data["stage_ids"])
            pipelines |= set(event.data["pipeline_ids"])
        elif event.kind == StageMerged.kind:
            stages.add(event.data["into_stage_id"])
        elif event.kind == StageChanged.kind and "expected_days" in event.data["changes"]:
            stages.add(event.data["stage_id"])
    return Q(stage_id__in=stages) | Q(pipeline_id__in=pipelines) if stages or pipelines else None


def _open_ids(by: Actor, where: Q) -> list[int]:
    """The ids of the open deals; a million deals are not held in memory at once."""
    return list(Deal.objects.on(by.workspace).open().filter(where).order_by("pk").values_list("pk", flat=True))


def _draw(by: Actor, deal_ids: list[int], *, are_new: bool = False) -> None:
    """Insert the marks of those of the deals that are open; queries by the block, not by the deal.

    On deals that are new nobody has worked.
    """
    limits = None
    for start in range(0, len(deal_ids), BLOCK):
        found = _measured(by, deal_ids[start : start + BLOCK])
        if found:
            limits = limits or _limits(by, found, len(deal_ids))
            touches = {} if are_new else _touches([deal.pk for deal in found])
            DealMark.objects.insert(_marks(by, found, touches, limits))


def _redraw(by: Actor, deal_ids: list[int], worked_on: set[int | None]) -> None:
    """Put new marks in the place of those of the deals; one that nobody worked on keeps its contacts."""
    limits = None
    for start in range(0, len(deal_ids), BLOCK):
        block = deal_ids[start : start + BLOCK]
        found = _measured(by, block)
        kept = {d.pk: (d.touched_at, d.touches) for d in found if d.touches is not None and d.pk not in worked_on}
        counted = [deal.pk for deal in found if deal.pk not in kept]
        limits = limits or (_limits(by, found, len(deal_ids)) if found else None)
        touches = {**kept, **(_touches(counted) if counted else {})}
        _replace(block, _marks(by, found, touches, limits) if limits else [])


def _replace(deal_ids: list[int], marks: list[DealMark]) -> None:
    """Write the marks over those of the deals; what has none any more loses it. Few are written in their places."""
    if len(deal_ids) >= MANY:
        DealMark.objects.on(among(deal_ids), "deal_id__in").delete()
        DealMark.objects.insert(marks)
        return
    gone = set(deal_ids) - {mark.deal_id for mark in marks}
    if gone:
        DealMark.objects.on(among(gone), "deal_id__in").delete()
    DealMark.objects.put(marks, over="deal", setting=MARKED)


def _limits(by: Actor, found: list[Measured], count: int) -> Limits:
    return Limits.of(by, {deal.stage_id for deal in found} if count <= BLOCK else None)


def _marks(by: Actor, found: list[Measured], touches: Touches, limits: Limits) -> list[DealMark]:
    calendar = calendar_of(by.workspace)
    products = products_of([deal.pk for deal in found]) if limits.know_products else {}
    known = ((deal, limits.limit(*deal.facts, products.get(deal.pk))) for deal in found)
    return [_mark(by, deal, touches.get(deal.pk), (limit, limits), calendar) for deal, limit in known]


def _measured(by: Actor, deal_ids: list[int]) -> list[Measured]:
    """Those of the deals that are open, with what decides their marks."""
    standing = Deal.objects.on(among(deal_ids), "pk__in").filter(workspace_id=by.workspace_id, removed_at__isnull=True)
    return [Measured(*row) for row in standing.filter(status="open").values_list(*MEASURES)]


def _touches(deal_ids: list[int]) -> Touches:
    """The last two-way contact of each deal and the number of all contacts."""
    done = Activity.objects.on(among(deal_ids), "deal_id__in").done().filter(removed_at__isnull=True, kind__in=TOUCHES)
    summed = done.order_by().values("deal_id").annotate(last=Max("done_at", filter=Q(kind__in=TWO_WAY)), n=Count("pk"))
    return {deal_id: (last, count) for deal_id, last, count in summed.values_list("deal_id", "last", "n")}


def _mark(
    by: Actor,
    deal: Measured,
    touched: tuple[datetime | None, int] | None,
    measure: tuple[Limit, Limits],
    calendar: Calendar,
) -> DealMark:
    last, count = touched or (None, 0)
    waits_from = _waits_from(deal, last)
    limit, limits = measure
    age = limits.ages.get(deal.pipeline_id)
    slow_at, stuck_at = moments(
        deal.age_counts_from or deal.opened_at, waits_from, deal.planned_at, limit, age, calendar
    )
    mark: DealMark = fresh(
        DealMark,
        workspace_id=by.workspace_id,
        deal_id=deal.pk,
        waits_from=waits_from,
        touched_at=last,
        touches=count,
        planned_at=deal.planned_at,
        **limit._asdict(),
        age_old=age.p90 if age else None,
        age_most=age.oldest if age else None,
        slow_at=slow_at,
        stuck_at=stuck_at,
    )
    return mark


def _waits_from(deal: Measured, touched_at: datetime | None) -> datetime:
    """From when it waits: its entry or the last two-way contact, each later by the time for which it was set aside."""
    entered = deal.stage_counts_from or deal.stage_entered_at
    if touched_at is None:
        return entered
    if deal.back_at is not None and touched_at < deal.back_at:
        rested = entered - deal.stage_entered_at
        touched_at = min(touched_at + rested, deal.back_at)
    return max(entered, touched_at)


def moments(
    opened_at: datetime,
    waits_from: datetime,
    planned_at: datetime | None,
    limit: Limit,
    age: AgeNorm | None,
    calendar: Calendar,
) -> tuple[datetime | None, datetime | None]:
    """When the deal becomes slow and stuck: by its stage or its age, whichever is first, but not before its next step.

    A day past the oldest deal that was ever won is stuck whatever happened since: talking does not make it young.
    """
    slow = _first(_by_stage(waits_from, limit.usual, calendar), _by_age(opened_at, age.p90 if age else None))
    stuck = _first(_by_stage(waits_from, limit.most, calendar), _by_age(opened_at, age.oldest if age else None))
    if planned_at is None:
        return slow, stuck
    return slow and max(slow, planned_at), stuck and max(stuck, planned_at)


def _by_stage(waits_from: datetime, days: float | None, calendar: Calendar) -> datetime | None:
    return None if days is None else calendar.after(waits_from, days)


def _by_age(opened_at: datetime, days: float | None) -> datetime | None:
    return None if days is None else opened_at + timedelta(days=days)


def _first(*found: datetime | None) -> datetime | None:
    known: Iterator[datetime] = (moment for moment in found if moment is not None)
    return min(known, default=None)
