"""The deal's page, which may also be a side sheet, and the parts of it that are drawn anew when the deal changes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from penstock.common.hanging import look
from penstock.deals.facts import facts_of
from penstock.deals.gates.passing import missing_for
from penstock.deals.models import Deal
from penstock.deals.path import next_stage, stage_path, stages_of
from penstock.deals.queries import removed_deals
from penstock.deals.views.answers import deal_or_404
from penstock.ui.panels import hung_on, panels

OPEN_FACTS = ("amount", "expected_close_on", "owner", "probability")
CLOSED_FACTS = ("amount", "closed_at", "owner")


@require_GET
def deal(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about the deal on one page; a removed one says so and offers to come back."""
    try:
        found = deal_or_404(request, pk)
    except Http404:
        return _gone(request, pk)
    look(found, hung_on("deal"))
    main = panels("deal", "main", request, found)
    return render(request, "deals/deal.html", {**_drawn(request, found), "main": main, "nav": "board"})


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    """The removed deal, for those who could read it before; nothing for others."""
    removed = get_object_or_404(removed_deals(request.actor), pk=pk)
    context = {"deal": removed, "may_write": request.actor.may_write_for(removed.owner_id), "nav": "board"}
    return render(request, "deals/gone.html", context, status=410)


@require_GET
def parts(request: HttpRequest, pk: int) -> HttpResponse:
    """The head and the side of the page again; the main column's panels follow the deal themselves."""
    found = deal_or_404(request, pk)
    look(found, hung_on("deal"))
    return render(request, "deals/parts.html", {**_drawn(request, found), "oob": True})


def _drawn(request: HttpRequest, found: Deal) -> dict[str, Any]:
    by = request.actor
    stages = stages_of(found, by)
    following = next_stage(found, stages)
    return {
        "deal": found,
        "oob": False,
        "may_write": by.may_write_for(found.owner_id),
        "path": stage_path(found, stages, by),
        "next_stage": following,
        "wanting": missing_for([found], following, by)[found.pk] if following else [],
        "name": facts_of(found, ("name",), by)[0],
        "figures": facts_of(found, CLOSED_FACTS if found.is_decided else OPEN_FACTS, by),
        "side": panels("deal", "side", request, found),
    }
