"""Start, stop and undo an import, and keep its mapping for the next time."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.imports.actions import change_import, keep_mapping, start_import, stop_import, undo_import
from penstock.imports.forms import read_choices
from penstock.imports.models import Import, ImportState
from penstock.imports.queries import imports_of
from penstock.ui.answers import toast
from penstock.workspaces.requests import MemberRequest


@require_POST
def start(request: MemberRequest, pk: int) -> HttpResponse:
    """Import, with the choices as the form has them; a stopped or failed one goes on."""
    one = get_object_or_404(imports_of(request.actor), pk=pk)
    if one.state == ImportState.PROPOSED:
        choices = read_choices(one, request.POST)
        one = change_import(one, choices, by=request.actor) if choices else one
        if "keep" in request.POST:
            _keep(request, one)
    start_import(one, by=request.actor)
    return redirect("imports:import", one.pk)


@require_POST
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep how the tables are mapped; tables with the same headers will be proposed so."""
    one = get_object_or_404(imports_of(request.actor), pk=pk)
    _keep(request, one)
    toast(request, _("Tables with these headers will be proposed like this from now on."))
    return redirect("imports:import", one.pk)


@require_POST
def stop(request: MemberRequest, pk: int) -> HttpResponse:
    """Stop after the block it is at."""
    one = get_object_or_404(imports_of(request.actor), pk=pk)
    stop_import(one, by=request.actor)
    return redirect("imports:import", one.pk)


@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """Take it back as a unit."""
    one = get_object_or_404(imports_of(request.actor), pk=pk)
    undo_import(one, by=request.actor)
    return redirect("imports:import", one.pk)


def _keep(request: MemberRequest, one: Import) -> None:
    for table in one.proposal["tables"]:
        columns = {column["header"]: column["field"] for column in table["columns"]}
        plain = {header: name for header, name in columns.items() if not (name or "").startswith("entered:")}
        if table["taken"]:
            keep_mapping([column["header"] for column in table["columns"]], table["kind"], plain, by=request.actor)
