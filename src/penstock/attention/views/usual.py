"""What is usual in each stage, where it was learnt from, and learning it anew."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from penstock.attention.actions import learn_norms
from penstock.attention.queries import contact_norm
from penstock.attention.usual import learnt_at, usual_lines
from penstock.ui.answers import toast
from penstock.workspaces.requests import MemberRequest


@require_safe
def usual(request: MemberRequest) -> HttpResponse:
    """The working days that deals are measured by, pipeline by pipeline."""
    told: dict[str, Any] = {
        "title": _("What is usual"),
        "lines": usual_lines(request.actor),
        "learnt_at": learnt_at(request.actor),
    }
    told["contacts"] = contact_norm(request.actor.workspace)
    return render(request, "attention/usual.html", told)


@require_POST
def learn(request: MemberRequest) -> HttpResponse:
    """Learn it now."""
    event = learn_norms(by=request.actor)
    toast(request, _("Learnt anew.") if event else _("Nothing has changed since it was last learnt."))
    return redirect("attention:usual")
