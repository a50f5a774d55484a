"""Keeps the stays of processes out of the journal, and where the gates look what each deal's processes have reached."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Max

from penstock.common.bulk import fresh
from penstock.deals.gates.kinds.process import PROCESS
from penstock.deals.models import DealWork
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.processes.events import (
    ProcessMoved,
    ProcessRemoved,
    ProcessRestored,
    ProcessStarted,
    ProcessUndone,
)
from penstock.processes.models import Process, ProcessSpan
from penstock.workspaces.actor import Actor

STEPS = (ProcessStarted.kind, ProcessMoved.kind)
IN_SPANS = (*STEPS, ProcessUndone.kind)
IN_WORK = (*IN_SPANS, ProcessRemoved.kind, ProcessRestored.kind)


def rebuild_spans(by: Actor) -> None:
    """Draw all stays anew from the journal."""
    ProcessSpan.objects.on(by.workspace).delete()
    ProcessSpan.objects.insert(_spans(Event.objects.of(by).filter(kind__in=IN_SPANS).order_by("position")))


@projection("processes.spans", *IN_SPANS, rebuild=rebuild_spans, tables=(ProcessSpan,))
def keep_spans(by: Actor, events: list[Event]) -> None:
    """A step closes the stay before it and begins the next; after an undoing the deal's stays are drawn anew."""
    for event in events:
        if event.kind == ProcessUndone.kind:
            _redraw(by, event)
            continue
        mine = ProcessSpan.objects.on(by.workspace).filter(process_id=event.data["process_id"])
        if event.kind == ProcessMoved.kind:
            mine.filter(to_at__isnull=True).update(to_at=event.occurred_at)
        ProcessSpan.objects.insert([_span(event)])


def _redraw(by: Actor, event: Event) -> None:
    ProcessSpan.objects.on(by.workspace).filter(process_id=event.data["process_id"]).delete()
    rows = Event.objects.of(by).filter(deal_id=event.deal_id, kind__in=IN_SPANS).order_by("position")
    ProcessSpan.objects.insert(_spans(row for row in rows if row.data["process_id"] == event.data["process_id"]))


def _spans(events: Iterable[Event]) -> list[ProcessSpan]:
    """The stays of processes from all that happened to them, in order; what was taken back left none."""
    told = list(events)
    undone = {event.data["undone"] for event in told if event.kind == ProcessUndone.kind}
    stays: dict[int, list[ProcessSpan]] = defaultdict(list)
    for event in told:
        if event.kind not in STEPS or event.position in undone:
            continue
        mine = stays[event.data["process_id"]]
        if mine:
            mine[-1].to_at = event.occurred_at
        mine.append(_span(event))
    return [span for mine in stays.values() for span in mine]


def _span(event: Event) -> ProcessSpan:
    span: ProcessSpan = fresh(
        ProcessSpan,
        workspace_id=event.workspace_id,
        process_id=event.data["process_id"],
        deal_id=event.deal_id,
        stage_id=event.data["process_stage_id"],
        from_at=event.occurred_at,
        position=event.position,
    )
    return span


def rebuild_work(by: Actor) -> None:
    """Draw anew what every deal's processes have reached."""
    _draw(by, None)


@projection("processes.work", *IN_WORK, rebuild=rebuild_work, tables=(DealWork,))
def keep_work(by: Actor, events: list[Event]) -> None:
    """Draw anew what the processes of the deals that the events are about have reached."""
    _draw(by, sorted({event.deal_id for event in events if event.deal_id is not None}))


def _draw(by: Actor, deal_ids: list[int] | None) -> None:
    known = DealWork.objects.on(by.workspace).filter(what=PROCESS)
    there = Process.objects.on(by.workspace).filter(removed_at__isnull=True)
    if deal_ids is not None:
        known, there = known.filter(deal_id__in=deal_ids), there.filter(deal_id__in=deal_ids)
    known.delete()
    counted = there.order_by().values_list("deal_id", "stage_id").annotate(Count("pk"), Max("stage_entered_at"))
    said = {"workspace_id": by.workspace_id, "what": PROCESS}
    rows = [
        DealWork(deal_id=deal_id, purpose_id=stage_id, count=count, last_at=last_at, **said)
        for deal_id, stage_id, count, last_at in counted
    ]
    DealWork.objects.insert(rows)
