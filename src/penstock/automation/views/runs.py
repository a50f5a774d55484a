"""What automations did and would have done: the log of runs, trying again, undoing, and the dry run on the past."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from penstock.automation import rehearsing
from penstock.automation.actions import retry_run, undo_run
from penstock.automation.models import Run, RunState
from penstock.automation.permissions import require_automator
from penstock.automation.queries import rule_of, runs_of
from penstock.automation.views.automations import found
from penstock.ui.answers import toast
from penstock.workspaces.requests import MemberRequest

PAGE = 50


@require_safe
def log(request: MemberRequest) -> HttpResponse:
    """The runs of one automation or of all, in any state or in one."""
    require_automator(request.actor)
    asked, state = request.GET.get("automation", ""), request.GET.get("state", "")
    one = found(request, int(asked)) if asked.isdecimal() and len(asked) < 19 else None
    rows = runs_of(request.actor, one)
    rows = rows.filter(state=state) if state in RunState.values else rows
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    told = {"title": _("Runs"), "automation": one, "page": page, "runs": page.object_list, "states": RunState.choices}
    return render(request, "automation/runs.html", {**told, "state": state})


@require_POST
def retry(request: MemberRequest, pk: int) -> HttpResponse:
    """Let the worker try it again."""
    run = _run(request, pk)
    if retry_run(run, by=request.actor):
        toast(request, _("It is tried again now."))
    return redirect("automation:automation", run.automation_id)


@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """Take back all that it did."""
    run = _run(request, pk)
    if undo_run(run, by=request.actor):
        run.refresh_from_db(fields=["notes"])
        text = _("The run is undone.") if not run.notes else _("The run is undone as far as it could be.")
        toast(request, text, kind="warning" if run.notes else "done")
    return redirect("automation:automation", run.automation_id)


def _run(request: MemberRequest, pk: int) -> Run:
    run: Run = get_object_or_404(runs_of(request.actor), pk=pk)
    require_automator(request.actor)
    return run


@require_safe
def rehearse(request: MemberRequest, pk: int) -> HttpResponse:
    """What it would have run on in the last days."""
    one = found(request, pk)
    rule = rule_of(one)
    told = {"title": _("Dry run"), "automation": one, "rule": rule}
    if not rule.when.problem and not rule.unknown:
        told["rehearsal"] = rehearsing.rehearse(rule, reader=request.actor)
    return render(request, "automation/rehearsal.html", told)
