"""Today: what is to be done now, in the order in which it matters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.activities.today import sections, whose_of
from penstock.ui.panels import panels


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """My day, or the team's with ``?whose=team``, or one person's with their number."""
    whose = whose_of(request)
    shown = sections(request.actor, whose.people)
    top, more = ([one for one in panels("today", place, request, whose) if one.context] for place in ("top", "main"))
    told = {"whose": whose, "sections": shown, "top": top, "more": more, "any": bool(top or shown or more)}
    return render(request, "activities/today.html", told)
