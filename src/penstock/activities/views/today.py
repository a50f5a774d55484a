"""Today: what is to be done now, in the order in which it matters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.activities.today import sections, whose_of


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """My day, or the team's with ``?whose=team``, or one person's with their number."""
    whose = whose_of(request)
    shown = sections(request.actor, whose.people)
    return render(
        request, "activities/today.html", {"whose": whose, "sections": shown, "any": any(s.count for s in shown)}
    )
