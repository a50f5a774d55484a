"""The panels of activities again, for pages that do not draw their own parts anew."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.activities.about import about_of
from penstock.activities.panels import files, steps

PANELS = {"steps": (steps, "activities/panels/steps.html"), "files": (files, "activities/panels/files.html")}


@require_GET
def panel(request: HttpRequest, what: str) -> HttpResponse:
    """One panel about the record in the address."""
    about = about_of(request)
    if about.record is None or what not in PANELS:
        raise Http404
    fill, template = PANELS[what]
    return render(request, template, {"panel": fill(request, about)})
