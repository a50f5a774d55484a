"""Calls to other machines: the secret that signs them, how they are checked, and trying one again."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.automation.actions import make_signing_key, retry_delivery
from penstock.automation.models import Delivery, SigningKey
from penstock.automation.permissions import require_automator
from penstock.automation.queries import runs_of
from penstock.ui.answers import toast
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def webhooks(request: MemberRequest) -> HttpResponse:
    """Posting makes another secret and shows it, this once."""
    require_automator(request.actor)
    told = {
        "title": _("Webhooks"),
        "lead": _("An automation can call an address and tell it what happened. Each call is signed."),
        "secret": make_signing_key(by=request.actor) if request.method == "POST" else "",
        "key": SigningKey.objects.of(request.actor).first(),
        "reaches_inside": settings.WEBHOOKS_MAY_REACH_INSIDE,
    }
    answer = render(request, "automation/webhooks.html", told)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def retry(request: MemberRequest, pk: int) -> HttpResponse:
    """Let the worker post it again."""
    require_automator(request.actor)
    rows = Delivery.objects.of(request.actor).filter(run__in=runs_of(request.actor)).select_related("run")
    delivery = get_object_or_404(rows, pk=pk)
    if retry_delivery(delivery, by=request.actor):
        toast(request, _("It is posted again now."))
    return redirect("automation:automation", delivery.run.automation_id)
