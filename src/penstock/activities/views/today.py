"""Today: what is to be done now, in the order in which it matters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.activities.today import Whose, sections, whose_of
from penstock.ui.panels import Shown, panels


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """My day, or the team's with ``?whose=team``, or one person's with their number."""
    whose = whose_of(request)
    shown = sections(request.actor, whose.people)
    top, more, later = (_filled(place, request, whose) for place in ("top", "main", "later"))
    told = {"whose": whose, "sections": shown, "top": top, "more": more, "later": later}
    told["any"] = bool(top or shown or more)
    return render(request, "activities/today.html", told)


def _filled(place: str, request: HttpRequest, whose: Whose) -> list[Shown]:
    """The panels that have something to show; those that come later may turn out to have nothing."""
    return [one for one in panels("today", place, request, whose) if one.context]
