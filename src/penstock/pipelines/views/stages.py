"""The stages of a pipeline: add, change, order, merge, retire and bring back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.pipelines.actions import (
    add_stage,
    change_stage,
    merge_stages,
    reorder_stages,
    restore_stage,
    retire_stage,
)
from penstock.pipelines.forms import OutForm, StageForm
from penstock.pipelines.models import Pipeline, Stage
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.ordering import asked_order
from penstock.ui.panels import panels
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """A new stage of a pipeline."""
    pipeline = get_object_or_404(Pipeline.objects.of(request.actor), pk=pk)
    request.actor.require_admin(_("Only an administrator may change the process."))
    form = StageForm(request.POST or None)
    if carried_out(request, form, lambda **facts: add_stage(pipeline, by=request.actor, **facts)):
        toast(request, _("The stage is there."))
        return redirect("pipelines:pipeline", pk)
    told = {"title": _("Add a stage"), "lead": pipeline.name, "form": form, "pipeline": pipeline}
    return render(request, "pipelines/stage.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def stage(request: MemberRequest, pk: int) -> HttpResponse:
    """One stage: what it means, and the way out of the pipeline."""
    one = _stage(request, pk)
    form = StageForm(request.POST or None, stage=one)
    if carried_out(request, form, lambda **facts: change_stage(one, by=request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect("pipelines:pipeline", one.pipeline_id)
    return _page(request, one, form, OutForm(by=request.actor, stage=one), status_of(form))


@require_POST
def merge(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a stage's deals count in another."""
    one = _stage(request, pk)
    form = OutForm(request.POST, by=request.actor, stage=one)
    form.fields["into"].required = True
    if carried_out(request, form, lambda into: merge_stages(one, into, by=request.actor)):
        told = {"stage": one.name, "into": form.cleaned_data["into"].name}
        toast(request, _("%(stage)s is part of %(into)s now.") % told)
        return redirect("pipelines:pipeline", one.pipeline_id)
    return _page(request, one, StageForm(stage=one), form, 422)


@require_POST
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    """Let deals enter a stage no more."""
    one = _stage(request, pk)
    form = OutForm(request.POST, by=request.actor, stage=one)
    if carried_out(request, form, lambda into: retire_stage(one, into=into, by=request.actor)):
        toast(request, _("%(stage)s is retired.") % {"stage": one.name})
        return redirect("pipelines:pipeline", one.pipeline_id)
    return _page(request, one, StageForm(stage=one), form, 422)


@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring a retired stage back."""
    one = _stage(request, pk)
    restore_stage(one, by=request.actor)
    toast(request, _("%(stage)s is back.") % {"stage": one.name})
    return redirect("pipelines:pipeline", one.pipeline_id)


@require_POST
def reorder(request: MemberRequest, pk: int) -> HttpResponse:
    """Put the stages of a pipeline in the order asked for."""
    pipeline = get_object_or_404(Pipeline.objects.of(request.actor), pk=pk)
    reorder_stages(pipeline, asked_order(request), by=request.actor)
    return redirect("pipelines:pipeline", pk)


def _stage(request: MemberRequest, pk: int) -> Stage:
    one: Stage = get_object_or_404(Stage.objects.of(request.actor).select_related("pipeline"), pk=pk)
    request.actor.require_admin(_("Only an administrator may change the process."))
    return one


def _page(request: MemberRequest, one: Stage, form: StageForm, out: OutForm, status: int) -> HttpResponse:
    told: dict[str, Any] = {"title": one.name, "lead": one.pipeline.name, "stage": one, "pipeline": one.pipeline}
    told["panels"] = panels("stage", "main", request, one)
    return render(request, "pipelines/stage.html", {**told, "form": form, "out": out}, status=status)
