"""Where processes show themselves: beside a deal, on Today, and where a gate misses one."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from penstock.activities.today import Whose
from penstock.common import clock
from penstock.deals.gates.kinds.process import PROCESS, is_far_enough
from penstock.deals.models import Deal, ProcessStage
from penstock.processes.models import Process
from penstock.processes.queries import KnownKind, kinds_for, kinds_in_use, known_kinds
from penstock.processes.screen import lines_of
from penstock.ui.panels import panel

SHOWN, DUE_SHOWN = 50, 25


@panel("deal")
class ProcessesPanel:
    """The deal's processes with where each stands; nothing where the workspace has no kinds for it."""

    template = "processes/panels/deal.html"
    column = "side"
    order = 9
    hung = (Process,)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """One query where the deal has any, none where it has not."""
        by = request.actor
        if not known_kinds(by):
            return {}
        rows = Process.objects.on(deal).filter(removed_at__isnull=True).select_related("responsible")
        found = list(rows.order_by("started_at", "pk")[: SHOWN + 1])
        count = len(found) if len(found) <= SHOWN else rows.count()
        for row in found:
            row.deal = deal
        kinds = kinds_for(deal, by) if by.may_write_for(deal.owner_id) else []
        lines = lines_of(found[:SHOWN], by)
        return {"deal": deal, "lines": lines, "count": count, "left": count - len(lines), "kinds": kinds}


@panel("today")
class DueProcessesPanel:
    """The processes of the people whose day it is that are due or late."""

    template = "processes/panels/today.html"
    column = "main"
    order = 25

    def context(self, request: HttpRequest, whose: Whose) -> dict[str, Any]:
        """The latest first; empty when there are none."""
        by = request.actor
        if not kinds_in_use(by):
            return {}
        today = clock.day_of(clock.now(), by.zone)
        due = Process.objects.of(by).open().filter(next_on__lte=today)
        mine = due if whose.people is None else due.filter(responsible_id__in=whose.people)
        rows = mine.select_related("deal__owner", "responsible").order_by("next_on", "pk")
        shown = list(rows[: DUE_SHOWN + 1])
        if not shown:
            return {}
        count = len(shown) if len(shown) <= DUE_SHOWN else mine.count()
        return {
            "lines": lines_of(shown[:DUE_SHOWN], by),
            "count": count,
            "left": max(count - DUE_SHOWN, 0),
            "whose": whose,
        }


@panel("missing")
class ProcessMissingPanel:
    """A process that a gate wants is started, or moved on, right where it is missed."""

    template = "processes/panels/missing.html"
    column = "main"
    order = 20

    def context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """The address that starts one where there is none, else the ways on; none for what is not ours."""
        if record.missing.kind != PROCESS:
            return {}
        by = request.actor
        _what, kind_id, stage_id = record.missing.about.split(":")
        known = next((one for one in known_kinds(by) if one.kind.pk == int(kind_id)), None)
        if known is None:
            return {}
        then = urlencode({"then": record.back})
        short = _short_of(record.deal, known, known.stage(int(stage_id)), by)
        moves = [(line, f"{reverse('processes:move', args=[line.process.pk])}?{then}") for line in short]
        start = ""
        if not short and known.fits(record.deal):
            start = f"{reverse('processes:start', args=[record.deal.pk, known.kind.pk])}?{then}"
        return {"kind": known.kind, "start_url": start, "moves": moves, "to": _goal(known, int(stage_id))}


def _short_of(deal: Deal, known: KnownKind, wanted: ProcessStage | None, by: Any) -> list[Any]:
    """The deal's processes of the kind that are open and have not come so far, and that the reader may move."""
    rows = Process.objects.on(deal).open().filter(removed_at__isnull=True, process_kind=known.kind)
    lines = lines_of(list(rows.select_related("deal", "responsible")), by)
    return [line for line in lines if line.may_change and not is_far_enough(line.stage, wanted)]


def _goal(known: KnownKind, stage_id: int) -> ProcessStage | None:
    """The stage to which the gate wants it."""
    return known.stage(stage_id) or next((one for one in known.in_use if one.kind == "done"), None)
