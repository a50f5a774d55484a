"""The list of what work and documents are for, which rules can ask for."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.deals.actions import (
    add_work_purpose,
    change_work_purpose,
    restore_work_purpose,
    retire_work_purpose,
)
from penstock.deals.models import WorkPurpose
from penstock.pipelines.forms import NameForm
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def purposes(request: MemberRequest) -> HttpResponse:
    """The words in use and the retired ones, and the form that adds one."""
    form = NameForm(request.POST or None)
    if carried_out(request, form, lambda name: add_work_purpose(name, by=request.actor)):
        return redirect("deals:purposes")
    rows = WorkPurpose.objects.of(request.actor)
    told = {
        "nav": "settings",
        "title": _("What work is for"),
        "lead": _(
            "Such as Presentation or Signed contract: activities and files carry these words, rules ask for them."
        ),
        "form": form,
        "rows": rows.filter(retired_at__isnull=True),
        "retired": rows.filter(retired_at__isnull=False),
    }
    return render(request, "deals/rules/purposes.html", told, status=status_of(form))


@require_POST
def rename_purpose(request: MemberRequest, pk: int) -> HttpResponse:
    """Call it otherwise."""
    change_work_purpose(_purpose(request, pk), request.POST.get("name", ""), by=request.actor)
    return redirect("deals:purposes")


@require_POST
def retire_purpose(request: MemberRequest, pk: int) -> HttpResponse:
    """Offer it no more."""
    one = _purpose(request, pk)
    retire_work_purpose(one, by=request.actor)
    toast(request, _("“%(purpose)s” is retired; rules that ask for it are held.") % {"purpose": one})
    return redirect("deals:purposes")


@require_POST
def restore_purpose(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring it back."""
    restore_work_purpose(_purpose(request, pk), by=request.actor)
    return redirect("deals:purposes")


def _purpose(request: MemberRequest, pk: int) -> WorkPurpose:
    one: WorkPurpose = get_object_or_404(WorkPurpose.objects.of(request.actor), pk=pk)
    return one
