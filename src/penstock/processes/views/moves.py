"""Move a process, remove it, and take back what was done to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.deals.models import ProcessStage
from penstock.processes.actions import move_process, remove_process, restore_process, undo_process_change
from penstock.processes.views.answers import process_or_404, removed_or_404, said


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """It goes to another stage of its kind."""
    process = process_or_404(request, pk)
    text = request.POST.get("process_stage") or request.POST.get("stage", "")
    number = int(text) if text.isdecimal() and len(text) < 19 else 0
    stage = get_object_or_404(ProcessStage.objects.of(request.actor), pk=number)
    seen = request.POST.get("seen_process_stage", "")
    seen_stage = int(seen) if seen.isdecimal() else None
    event = move_process(process, stage, by=request.actor, seen_stage=seen_stage)
    return said(request, process, event, _("“%(process)s” is in %(stage)s now.") % {"process": process, "stage": stage})


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """It was begun by mistake."""
    process = removed_or_404(request, pk)
    event = remove_process(process, by=request.actor)
    undo = reverse("processes:restore", args=[pk])
    return said(request, process, event, _("“%(process)s” is removed.") % {"process": process}, undo=undo)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """It is back."""
    process = removed_or_404(request, pk)
    event = restore_process(process, by=request.actor)
    return said(request, process, event, _("“%(process)s” is back.") % {"process": process})


@require_POST
def undo(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """The last change was a mistake."""
    process = process_or_404(request, pk)
    event = undo_process_change(process, position, by=request.actor)
    return said(request, process, event, _("Taken back."))
