"""The hairlines in the heads of a board: one answer for all of its columns, asked for after the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from penstock.metrics.conversions import conversions as conversions_of
from penstock.metrics.copies import one_reading
from penstock.metrics.keeping import NotReady
from penstock.pipelines.models import Pipeline
from penstock.pipelines.queries import known_stages


@require_GET
def conversions(request: HttpRequest, pk: int) -> HttpResponse:
    """Put each stage's conversion under its head; while the numbers are being prepared, ask again a little later."""
    pipeline = get_object_or_404(Pipeline.objects.of(request.actor), pk=pk)
    try:
        with one_reading(request.actor.workspace):
            found = conversions_of(known_stages(request.actor, pipeline.pk), request.actor)
    except NotReady:
        again = {"url": reverse("metrics:conversions", args=[pk]), "delay": "5s"}
        return render(request, "metrics/parts/hairlines_wanted.html", {"panel": again}, status=202)
    return render(request, "metrics/parts/hairlines.html", {"columns": [one.drawn() for one in found]})
