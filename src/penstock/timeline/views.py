"""A story again, or its next page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.activities.about import about_of
from penstock.timeline.panels import told
from penstock.ui.answers import is_partial


@require_GET
def story(request: HttpRequest) -> HttpResponse:
    """The story of the record in the address: the whole part, or with ``before`` only what comes after."""
    about = about_of(request)
    if about.record is None:
        raise Http404
    shown = told(request, about)
    if not is_partial(request):
        return render(request, "timeline/page.html", {"panel": shown})
    return render(request, "timeline/story.html" if shown["is_first"] else "timeline/entries.html", {"panel": shown})
