"""How the endpoints of processes answer: what happened, with its undo, and who hears of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from penstock.deals.views.answers import done
from penstock.journal.models import Event
from penstock.processes.events import UNDOABLE
from penstock.processes.models import Process
from penstock.processes.queries import removed_processes

SHOWN_WITH = ("process_kind", "stage", "responsible", "deal__company", "deal__owner", "deal__stage")


def process_or_404(request: HttpRequest, pk: int) -> Process:
    """The process, if the person may read its deal."""
    found: Process = get_object_or_404(Process.objects.of(request.actor).select_related(*SHOWN_WITH), pk=pk)
    found.deal.workspace = request.actor.workspace
    return found


def removed_or_404(request: HttpRequest, pk: int) -> Process:
    """The process, removed or not, if the person may read its deal."""
    removed = removed_processes(request.actor).select_related(*SHOWN_WITH).filter(pk=pk).first()
    return removed or process_or_404(request, pk)


def said(request: HttpRequest, process: Process, event: Event | None, text: str, *, undo: str = "") -> HttpResponse:
    """Say what happened; the deal's page and the lists draw it anew."""
    if event is not None and event.kind in UNDOABLE and not undo:
        undo = reverse("processes:undo", args=[process.pk, event.position])
    return done(request, process.deal, event, text, undo=undo)
