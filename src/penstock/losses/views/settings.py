"""The settings of asking: how reasons read to customers, when owners are reminded."""

from typing import Any

from django.conf import settings as configured
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.losses import wording
from penstock.losses.actions import plan_asking, set_wordings
from penstock.losses.forms import PlanForm
from penstock.losses.queries import plan_of
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    """Both on one page; posting plans the reminder."""
    plan = plan_of(request.actor)
    request.actor.require_admin(_("Only an administrator may plan when customers are asked."))
    form = PlanForm(request.POST or None, initial={"after_days": plan.after_days, "days_open": plan.days_open})
    if carried_out(request, form, lambda **given: plan_asking(by=request.actor, **given)):
        toast(request, _("Saved."))
        return redirect("losses:settings")
    told = {
        "title": _("After a loss"),
        "lead": _("Customers say why they chose another way; it stands beside what was stated when the deal was lost."),
        "form": form,
        "languages": configured.LANGUAGES,
        "lines": [_line(one, row) for one, row in wording.wordings(request.actor)],
    }
    return render(request, "losses/settings.html", told, status=status_of(form))


@require_POST
def wordings(request: MemberRequest) -> HttpResponse:
    """How each reason reads, and which can be chosen."""
    said = {
        reason.pk: (
            {code: request.POST.get(f"{code}.{reason.pk}", "") for code in wording.languages()},
            request.POST.get(f"offered.{reason.pk}") == "on",
        )
        for reason, _row in wording.wordings(request.actor)
    }
    if set_wordings(said, by=request.actor):
        toast(request, _("Saved."))
    return redirect("losses:settings")


def _line(reason: Any, row: Any) -> dict[str, Any]:
    written = row.words if row else {}
    boxes = [
        (f"{code}.{reason.pk}", name, written.get(code, ""), wording.usual_words(reason.name, code))
        for code, name in configured.LANGUAGES
    ]
    return {"reason": reason, "is_offered": row is None or row.is_offered, "boxes": boxes}
