"""How the endpoints of activities answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from penstock.activities.about import About, changed
from penstock.activities.models import Activity
from penstock.ui.answers import Part, answer, is_partial, then, toast

SHOWN_WITH = ("deal", "company", "contact", "owner")


def activity_or_404(request: HttpRequest, pk: int) -> Activity:
    """The activity, if the person may read it."""
    return get_object_or_404(Activity.objects.of(request.actor).select_related(*SHOWN_WITH), pk=pk)


def about_activity(activity: Activity) -> About:
    """The record an activity hangs on."""
    for what in ("deal", "company", "contact"):
        if (record := getattr(activity, what)) is not None:
            return About(what, record)
    return About()


def done(request: HttpRequest, row: Any, text: str, *, undo: str = "", parts: list[Part] | None = None) -> HttpResponse:
    """Say what happened to an activity or file, with its undo."""
    if text:
        toast(request, text, undo=undo)
    if where := then(request):
        return HttpResponseRedirect(where)
    response = answer(request, parts or [], instead=back(request, row), happened=changed(row))
    if is_partial(request) and not parts:
        response["HX-Reswap"] = "none"
    return response


def back(request: HttpRequest, row: Any) -> str:
    """Where a browser without JavaScript goes on: where the form says, else the deal, else Today."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    for what, name in (("deal", "deals:deal"), ("company", "companies:company"), ("contact", "contacts:contact")):
        if (pk := getattr(row, f"{what}_id", None)) is not None:
            return reverse(name, args=[pk])
    return reverse("activities:today")
