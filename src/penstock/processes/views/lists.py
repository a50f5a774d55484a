"""The processes of a kind: how many stand where, and a list that filters narrow."""

from datetime import date
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.deals.models import ProcessKind
from penstock.processes.lists import SHOWN, Counts, counts_of, narrowed, shown_of
from penstock.processes.models import Process
from penstock.processes.queries import KnownKind, kinds_in_use, known_kinds
from penstock.processes.screen import company_of, lines_of
from penstock.ui.answers import is_partial
from penstock.ui.lists import slice_of
from penstock.ui.panels import panels
from penstock.workspaces.actor import Actor

SORTS = {
    "due": Coalesce("next_on", Value(date.max)),
    "title": F("title"),
    "stage": F("stage__order"),
    "entered": F("stage_entered_at"),
}
WITH = ("deal__company", "deal__owner", "responsible")


@require_GET
def processes(request: HttpRequest) -> HttpResponse:
    """The first kind's list; without any kind, what to do about it."""
    found = kinds_in_use(request.actor)
    if found:
        return redirect("processes:of_kind", found[0].kind.pk)
    return render(request, "processes/none.html", {"title": _("Processes"), "nav": "processes"})


@require_GET
def of_kind(request: HttpRequest, pk: int) -> HttpResponse:
    """The processes of one kind that the reader may read."""
    by = request.actor
    kind = get_object_or_404(ProcessKind.objects.of(by), pk=pk)
    known = next(one for one in known_kinds(by) if one.kind.pk == kind.pk)
    shown, stage_id = shown_of(request.GET.get("show", "")), _asked_stage(request, known)
    rows = narrowed(Process.objects.of(by).filter(process_kind=kind), shown, by)
    found = slice_of(request, (rows.filter(stage_id=stage_id) if stage_id else rows).select_related(*WITH), SORTS)
    lines = [(line, company_of(line.process.deal, by)) for line in lines_of(found.rows, by)]
    told: dict[str, Any] = {"kind": kind, "lines": lines, "sort": found.sort, "more_url": found.more_url}
    if is_partial(request) and request.GET.get("after"):
        return render(request, "processes/parts/rows.html", told)
    told |= {"tabs": _tabs(known, by), "nav": "processes", "stage_id": stage_id, "show": shown.key}
    told["menus"] = panels("processes", "menu", request, kind)
    return render(request, "processes/of_kind.html", told | _chips(known, counts_of(kind, by), stage_id))


def _asked_stage(request: HttpRequest, known: KnownKind) -> int:
    text = request.GET.get("stage", "")
    return next((stage.pk for stage in known.stages if text == str(stage.pk)), 0)


def _tabs(known: KnownKind, by: Actor) -> list[dict[str, Any]]:
    """The lists of the other kinds; one alone needs no tabs."""
    kinds = [one.kind for one in kinds_in_use(by)]
    if known.kind.pk not in {kind.pk for kind in kinds}:
        kinds.append(known.kind)
    tabs = [
        {"url": reverse("processes:of_kind", args=[one.pk]), "label": one.plural, "current": one.pk == known.kind.pk}
        for one in kinds
    ]
    return tabs if len(tabs) > 1 else []


def _chips(known: KnownKind, counts: Counts, stage_id: int) -> dict[str, Any]:
    """The ways of showing with their counts, and the stages with theirs; an empty retired stage is left out."""
    ways = [(one, counts.shown[key]) for key, one in SHOWN.items()]
    there = [stage for stage in known.stages if stage.retired_at is None or counts.stages.get(stage.pk)]
    stages = [(stage, counts.stages.get(stage.pk, 0)) for stage in there]
    return {"ways": ways, "stages": stages, "count": counts.shown["all"]}
