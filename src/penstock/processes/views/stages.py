"""The stages of a kind of process in the settings: add, change, order, retire and bring back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.deals.models import ProcessKind, ProcessStage
from penstock.processes.actions import (
    add_process_stage,
    change_process_stage,
    reorder_process_stages,
    restore_process_stage,
    retire_process_stage,
)
from penstock.processes.forms import StageForm
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.ordering import asked_order
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """A new stage of a kind."""
    kind = get_object_or_404(ProcessKind.objects.of(request.actor), pk=pk)
    request.actor.require_admin(_("Only an administrator may change the process."))
    form = StageForm(request.POST or None)

    def act(**facts: Any) -> None:
        add_process_stage(kind, stage_kind=facts.pop("kind"), by=request.actor, **facts)

    if carried_out(request, form, act):
        toast(request, _("The stage is there."))
        return redirect("processes:kind", pk)
    told = {"title": _("Add a stage"), "lead": kind.name, "form": form, "kind": kind}
    return render(request, "processes/stage.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def stage(request: MemberRequest, pk: int) -> HttpResponse:
    """One stage: what it is, and the way out."""
    one = _stage(request, pk)
    form = StageForm(request.POST or None, stage=one)
    if carried_out(request, form, lambda **facts: change_process_stage(one, by=request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect("processes:kind", one.process_kind_id)
    told = {"title": one.name, "lead": one.process_kind.name, "form": form, "stage": one, "kind": one.process_kind}
    return render(request, "processes/stage.html", told, status=status_of(form))


@require_POST
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    """Let processes enter a stage no more."""
    one = _stage(request, pk)
    retire_process_stage(one, by=request.actor)
    toast(request, _("%(stage)s is retired.") % {"stage": one.name})
    return redirect("processes:kind", one.process_kind_id)


@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring a retired stage back."""
    one = _stage(request, pk)
    restore_process_stage(one, by=request.actor)
    toast(request, _("%(stage)s is back.") % {"stage": one.name})
    return redirect("processes:kind", one.process_kind_id)


@require_POST
def reorder(request: MemberRequest, pk: int) -> HttpResponse:
    """Put the stages in the order asked for."""
    kind = get_object_or_404(ProcessKind.objects.of(request.actor), pk=pk)
    reorder_process_stages(kind, asked_order(request), by=request.actor)
    return redirect("processes:kind", pk)


def _stage(request: MemberRequest, pk: int) -> ProcessStage:
    one: ProcessStage = get_object_or_404(ProcessStage.objects.of(request.actor).select_related("process_kind"), pk=pk)
    request.actor.require_admin(_("Only an administrator may change the process."))
    return one
