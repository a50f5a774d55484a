"""The chance of a deal beside it, of those in the list, and somebody's promising deals on Today; else nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.activities.today import whose_of
from penstock.deals.models import Deal
from penstock.deals.views.answers import deal_or_404
from penstock.forecasts.quarter import of_deal, of_deals, promising
from penstock.metrics.copies import one_reading
from penstock.metrics.keeping import NotReady
from penstock.ui.panels import panels

WANTED = "forecasts/panels/wanted.html"
MOST_ASKED = 50
"""So many deals stand on a page of the list."""
LONGEST = 19


@require_GET
def chance(request: HttpRequest, pk: int) -> HttpResponse:
    """How likely a deal is won this quarter, and why."""
    found = deal_or_404(request, pk, ("pipeline",))
    if not found.is_open:
        return HttpResponse()
    return _once_ready(request, "forecasts/parts/chance.html", lambda: {"told": of_deal(pk, request.actor)})


@require_GET
def focus(request: HttpRequest) -> HttpResponse:
    """The deals of one person of which most is to be expected this quarter."""
    whose = whose_of(request)
    person_id = next(iter(whose.people)) if whose.people and len(whose.people) == 1 else None
    if person_id is None:
        return HttpResponse()

    def told() -> dict[str, Any]:
        several = promising(person_id, request.actor)
        known = Deal.objects.of(request.actor).in_bulk([one.deal.deal_id for one in several])
        lines = [(known[one.deal.deal_id], one) for one in several if one.deal.deal_id in known]
        return {"lines": lines, "footer": panels("promising", "footer", request, whose)}

    return _once_ready(request, "forecasts/parts/promising.html", told)


@require_GET
def chances(request: HttpRequest) -> HttpResponse:
    """The cells of the list's page: of each deal that is asked for its chance, or nothing, whyever there is none."""
    asked = request.GET.get("deals", "").split(",")[:MOST_ASKED]
    ids = list(dict.fromkeys(int(one) for one in asked if one.isascii() and one.isdigit() and len(one) < LONGEST))

    def told() -> dict[str, Any]:
        found = of_deals(ids, request.actor)
        return {"cells": [(pk, found.get(pk)) for pk in ids]}

    return _once_ready(request, "forecasts/parts/chances.html", told, "forecasts/parts/chances.html")


def _once_ready(
    request: HttpRequest, template: str, told: Callable[[], dict[str, Any]], waiting: str = WANTED
) -> HttpResponse:
    """While the numbers are being prepared, let the page ask again a little later."""
    try:
        with one_reading(request.actor.workspace):
            return render(request, template, told())
    except NotReady:
        again = {"url": request.get_full_path(), "delay": "5s"}
        return render(request, waiting, {"panel": again}, status=202)
