"""How the endpoints of deals answer: what happened, with its undo."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from penstock.deals.actions.undo_change import UNDOABLE
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.ui.answers import Part, answer, is_partial, then, toast

SHOWN_WITH = ("stage", "pipeline", "owner", "company", "source", "loss_reason")


def deal_or_404(request: HttpRequest, pk: int, shown_with: tuple[str, ...] = SHOWN_WITH) -> Deal:
    """The deal, if the person may read it, with all that a page says about it."""
    deal: Deal = get_object_or_404(Deal.objects.of(request.actor).select_related(*shown_with), pk=pk)
    deal.workspace = request.actor.workspace
    return deal


def done(
    request: HttpRequest,
    deal: Deal,
    event: Event | None,
    text: str | Promise,
    *,
    kind: str = "done",
    parts: list[Part] | None = None,
    undo: str = "",
    plan: str = "",
) -> HttpResponse:
    """Say what happened, with its undo; without an event it was so already and nothing is said."""
    if event is not None:
        toast(request, text, undo=undo or undo_url(deal, event), kind=kind, plan=plan)
    if where := then(request):
        return HttpResponseRedirect(where)
    response = answer(request, parts or [], instead=back(request, deal), happened=changed(deal.pk))
    if is_partial(request) and not parts:
        response["HX-Reswap"] = "none"
    return response


def given(request: HttpRequest) -> Any:
    """What a form sent; the undo of a toast sends none, and its address says what was there before."""
    if request.method != "POST":
        return None
    return request.GET if "undo" in request.GET else request.POST


def as_before(url: str, **before: Any) -> str:
    """The address that sends a form as it was before, for the undo of a toast."""
    return f"{url}?{urlencode({'undo': 1, **{name: value for name, value in before.items() if value}})}"


def changed(pk: int) -> dict[str, Any]:
    """The DOM events that tell a page that a deal is not as it was drawn."""
    return {"deal-changed": {"id": pk}, f"deal-changed-{pk}": {"id": pk}}


def undo_url(deal: Deal, event: Event) -> str:
    """The address that takes an event back, or nothing where it cannot be."""
    return reverse("deals:undo", args=[deal.pk, event.position]) if event.kind in UNDOABLE else ""


def back(request: HttpRequest, deal: Deal) -> str:
    """Where a browser without JavaScript goes on: where the form says, else to the deal."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("deals:deal", args=[deal.pk])
