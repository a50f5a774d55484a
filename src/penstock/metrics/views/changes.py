"""The page that tells what changed in the pipeline between two days."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.metrics.asked import read
from penstock.metrics.asking import newest_closing
from penstock.metrics.changes import SHIFTED, Changes
from penstock.metrics.periods import period_of
from penstock.metrics.views.numbers import pages, tabs, tools
from penstock.metrics.views.waiting import once_ready
from penstock.ui.panels import panels


@require_GET
@once_ready
def changes(request: HttpRequest) -> HttpResponse:
    """A waterfall, and the same by owner; who asks for no period gets the quarter of the newest closing."""
    newest = newest_closing(request.actor)
    asked = read(request.GET, newest)
    if "period" not in request.GET:
        asked = replace(asked, period=period_of("quarter", newest))
    page = Changes(asked, request.actor)
    context = {
        "title": page.title(),
        "steps": page.steps(),
        "people": page.people(),
        "files": panels("numbers", "table", request, "changes"),
        "moved_within": page.is_moved_within and page.told.get("moved_in"),
        "shifted": any(key in page.told for key in SHIFTED),
        **tools(asked, request.actor),
        "tabs": tabs(asked, newest),
        "pages": pages("changes", asked),
    }
    return render(request, "metrics/changes.html", context)
