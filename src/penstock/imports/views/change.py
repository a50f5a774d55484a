"""Change a proposal, and see what would happen then."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.imports.actions import change_import
from penstock.imports.forms import read_choices
from penstock.imports.queries import imports_of
from penstock.ui.answers import toast
from penstock.workspaces.requests import MemberRequest


@require_POST
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the choices of the form."""
    one = get_object_or_404(imports_of(request.actor), pk=pk)
    choices = read_choices(one, request.POST)
    if choices:
        one = change_import(one, choices, by=request.actor, in_background=True)
        toast(request, _("Looking again.") if one.is_under_way else _("This is what would happen now."))
    return redirect("imports:import", one.pk)
