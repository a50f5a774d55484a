"""The page of one import: its proposal, its progress, or what came of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from penstock.imports.models import Import, ImportState
from penstock.imports.queries import count_lines, imports_of, mapping_tables, step_of
from penstock.imports.refusals import refused_tables
from penstock.imports.running.gates import stages_ask
from penstock.workspaces.requests import MemberRequest


@require_GET
def import_page(request: MemberRequest, pk: int) -> HttpResponse:
    """What would happen, what is happening, or what happened."""
    one = get_object_or_404(imports_of(request.actor), pk=pk)
    proposal = one.proposal
    counts = one.counts or proposal.get("counts", {})
    context = {
        "one": one,
        "step": step_of(one),
        "proposal": proposal,
        "lines": count_lines(counts),
        "states": ImportState,
    }
    if one.state == ImportState.PROPOSED:
        context |= {"tables": mapping_tables(one, request.actor), "stage_kinds": ("open", "won", "lost")}
        context["stages_ask"] = stages_ask(request.actor)
    else:
        context["refused_tables"] = refused_tables(one)
    return render(request, "imports/import.html", context)


@require_GET
def progress(request: MemberRequest, pk: int) -> HttpResponse:
    """How far it has come; when it is over the page draws itself anew."""
    one: Import = get_object_or_404(imports_of(request.actor), pk=pk)
    response = render(request, "imports/parts/progress.html", {"one": one})
    if not one.is_under_way:
        response["HX-Refresh"] = "true"
    return response
