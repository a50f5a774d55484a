"""The pipeline of a custom field."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.fields.models import Field
from penstock.pipelines.actions import limit_field
from penstock.pipelines.models import Pipeline
from penstock.ui.answers import toast
from penstock.workspaces.requests import MemberRequest


@require_POST
def limit(request: MemberRequest, pk: int) -> HttpResponse:
    """Let only one pipeline's deals have the field."""
    field = get_object_or_404(Field.objects.of(request.actor), pk=pk)
    chosen = request.POST.get("pipeline", "")
    pipeline = None
    if chosen:
        known = Pipeline.objects.of(request.actor)
        pipeline = get_object_or_404(known, pk=int(chosen) if chosen.isdecimal() else 0)
    limit_field(field, pipeline, by=request.actor)
    toast(request, _("Saved."))
    return redirect("fields:field", pk)
