"""The pipelines of the workspace: make, name, order, retire and bring back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.pipelines.actions import (
    create_pipeline,
    rename_pipeline,
    reorder_pipelines,
    restore_pipeline,
    retire_pipeline,
)
from penstock.pipelines.forms import NameForm, PipelineForm
from penstock.pipelines.models import Pipeline, Stage, StageKind
from penstock.pipelines.queries import pipeline_lines, stage_advice, stages_in_use
from penstock.pipelines.templates import TEMPLATES
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.ordering import asked_order
from penstock.workspaces.requests import MemberRequest


@require_safe
def pipelines(request: MemberRequest) -> HttpResponse:
    """The pipelines in use in their order, and the retired ones."""
    retired = Pipeline.objects.of(request.actor).filter(retired_at__isnull=False)
    told = {"title": _("Pipelines"), "lines": pipeline_lines(request.actor), "retired": retired}
    return render(request, "pipelines/pipelines.html", told)


@require_http_methods(["GET", "POST"])
def create(request: MemberRequest) -> HttpResponse:
    """A new pipeline out of a template."""
    request.actor.require_admin(_("Only an administrator may make pipelines."))
    form = PipelineForm(request.POST or None, initial={"template": "short"})
    made: list[Pipeline] = []
    if carried_out(request, form, lambda **said: made.append(_made(request, **said))):
        toast(request, _("The pipeline is there."))
        return redirect("pipelines:pipeline", made[0].pk)
    told = {"title": _("Make a pipeline"), "form": form, "templates": TEMPLATES.values()}
    return render(request, "pipelines/create.html", told, status=status_of(form))


def _made(request: MemberRequest, name: str, template: str, playbook: bool) -> Pipeline:
    language = (get_language() or request.actor.language) if playbook else ""
    return create_pipeline(name, TEMPLATES[template].stages, by=request.actor, playbook_in=language)


@require_http_methods(["GET", "POST"])
def pipeline(request: MemberRequest, pk: int) -> HttpResponse:
    """One pipeline: its name and its stages."""
    one = get_object_or_404(Pipeline.objects.of(request.actor), pk=pk)
    form = NameForm(request.POST or None, initial={"name": one.name})
    if carried_out(request, form, lambda name: rename_pipeline(one, name, by=request.actor)):
        toast(request, _("Saved."))
        return redirect("pipelines:pipeline", pk)
    stages = list(stages_in_use(request.actor, pk))
    retired = Stage.objects.of(request.actor).filter(pipeline=one, retired_at__isnull=False)
    told = {
        "title": one.name,
        "form": form,
        "pipeline": one,
        "stages": stages,
        "advice": stage_advice(sum(stage.kind == StageKind.OPEN for stage in stages)),
        "retired": retired.select_related("merged_into"),
        "order_url": reverse("pipelines:reorder_stages", args=[pk]),
    }
    return render(request, "pipelines/pipeline.html", told, status=status_of(form))


@require_POST
def reorder(request: MemberRequest) -> HttpResponse:
    """Put the pipelines in the order asked for."""
    reorder_pipelines(asked_order(request), by=request.actor)
    return redirect("pipelines:pipelines")


@require_POST
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a pipeline be used no more."""
    one = get_object_or_404(Pipeline.objects.of(request.actor), pk=pk)
    event = retire_pipeline(one, by=request.actor)
    if event is not None:
        undo = reverse("pipelines:restore", args=[pk])
        toast(request, _("“%(pipeline)s” is retired.") % {"pipeline": one.name}, undo=undo)
    return redirect("pipelines:pipelines")


@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring a pipeline back."""
    one = get_object_or_404(Pipeline.objects.of(request.actor), pk=pk)
    restore_pipeline(one, by=request.actor)
    toast(request, _("“%(pipeline)s” is back.") % {"pipeline": one.name})
    return redirect("pipelines:pipeline", pk)
