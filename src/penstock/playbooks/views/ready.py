"""The ready playbook for the stages of a pipeline: what it would add to each, and the press that adds it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.pipelines.models import Pipeline
from penstock.pipelines.queries import stages_in_use
from penstock.playbooks.actions import add_ready_playbook
from penstock.playbooks.forms.ready import ReadyForm
from penstock.playbooks.ready.fitting import additions, present
from penstock.playbooks.ready.plays import plays_in
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def ready(request: MemberRequest, pk: int) -> HttpResponse:
    """GET shows what the chosen plays would add; POST adds it."""
    by = request.actor
    one = get_object_or_404(Pipeline.objects.of(by).filter(retired_at__isnull=True), pk=pk)
    by.require_admin(_("Only an administrator may change playbooks."))
    stages = [stage for stage in stages_in_use(by, pk) if stage.is_open]
    given = request.POST if request.method == "POST" else request.GET if "language" in request.GET else None
    form = ReadyForm(given, stages=stages, language=get_language() or by.workspace.language)
    changed: list[Any] = []

    def add(**_said: Any) -> None:
        changed.extend(add_ready_playbook(one, form.chosen, by=by, language=form.language))

    if request.method == "POST" and carried_out(request, form, add):
        words = ngettext("%(count)s stage got what it lacked.", "%(count)s stages got what they lacked.", len(changed))
        toast(request, words % {"count": len(changed)})
        return redirect("playbooks:playbooks")
    lead = _("Written by us for our templates, yours to change. Nothing that you have written is changed by it.")
    told = {"title": _("Add the ready playbook"), "lead": lead, "pipeline": one, "form": form}
    told["rows"] = _rows(form, request)
    return render(request, "playbooks/ready.html", told, status=status_of(form))


def _rows(form: ReadyForm, request: MemberRequest) -> list[tuple[Any, Any]]:
    """Each stage's box with what its play would add."""
    if form.is_bound:
        form.is_valid()
    plays, known = plays_in(form.language), present(form.stages, request.actor)
    return [
        (form[f"stage_{stage.pk}"], additions(stage, plays.get(form.chosen[stage.pk]), known)) for stage in form.stages
    ]
