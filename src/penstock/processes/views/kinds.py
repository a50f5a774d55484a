"""The kinds of processes in the settings: define, name, order, retire and bring back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.deals.models import ProcessKind
from penstock.processes.actions import (
    change_process_kind,
    define_process_kind,
    reorder_process_kinds,
    restore_process_kind,
    retire_process_kind,
)
from penstock.processes.forms import KindForm, NewKindForm
from penstock.processes.queries import kinds_in_use, known_kinds
from penstock.processes.ready import READY
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.ordering import asked_order
from penstock.workspaces.requests import MemberRequest


@require_safe
def kinds(request: MemberRequest) -> HttpResponse:
    """The kinds in use in their order, and the retired ones."""
    retired = [one for one in known_kinds(request.actor) if one.kind.retired_at]
    lead = _("Work beside a deal that has stages of its own, such as a shipment or a contract approval.")
    told = {"title": _("Processes"), "lead": lead, "lines": kinds_in_use(request.actor), "retired": retired}
    return render(request, "processes/kinds.html", told)


@require_http_methods(["GET", "POST"])
def define(request: MemberRequest) -> HttpResponse:
    """A new kind, from a ready one or blank."""
    request.actor.require_admin(_("Only an administrator may define processes."))
    form = NewKindForm(request.POST or None, by=request.actor)
    made: list[ProcessKind] = []

    def act(ready: str, **facts: Any) -> None:
        chosen = READY[ready]
        made.append(define_process_kind(stages=chosen.stages, closing=chosen.closing, by=request.actor, **facts))

    if carried_out(request, form, act):
        toast(request, _("“%(process)s” is there; deals can have it now.") % {"process": made[0]})
        return redirect("processes:kind", made[0].pk)
    told = {"title": _("Define a process"), "form": form, "ready": READY.values()}
    return render(request, "processes/define.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def kind(request: MemberRequest, pk: int) -> HttpResponse:
    """One kind: its names, whose deals may have it, and its stages."""
    one = get_object_or_404(ProcessKind.objects.of(request.actor), pk=pk)
    form = KindForm(request.POST or None, by=request.actor, kind=one)
    if carried_out(request, form, lambda **facts: change_process_kind(one, by=request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect("processes:kind", pk)
    known = next(found for found in known_kinds(request.actor) if found.kind.pk == pk)
    told = {"title": one.name, "kind": one, "form": form, "stages": known.in_use}
    told["retired"] = [stage for stage in known.stages if stage.retired_at]
    told["order_url"] = reverse("processes:reorder_stages", args=[pk])
    return render(request, "processes/kind.html", told, status=status_of(form))


@require_POST
def reorder(request: MemberRequest) -> HttpResponse:
    """Put the kinds in the order asked for."""
    reorder_process_kinds(asked_order(request), by=request.actor)
    return redirect("processes:kinds")


@require_POST
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    """Let none be started any more."""
    one = get_object_or_404(ProcessKind.objects.of(request.actor), pk=pk)
    if retire_process_kind(one, by=request.actor) is not None:
        undo = reverse("processes:bring_back", args=[pk])
        toast(request, _("“%(process)s” is retired: none can be started any more.") % {"process": one}, undo=undo)
    return redirect("processes:kinds")


@require_POST
def bring_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring a kind back."""
    one = get_object_or_404(ProcessKind.objects.of(request.actor), pk=pk)
    restore_process_kind(one, by=request.actor)
    toast(request, _("“%(process)s” is back.") % {"process": one})
    return redirect("processes:kind", pk)
