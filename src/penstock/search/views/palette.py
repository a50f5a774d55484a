"""What the command palette finds while one types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.search.models import Kind
from penstock.search.results import groups

MOST = 4


@require_GET
def palette(request: HttpRequest) -> HttpResponse:
    """A few records of each kind as lines of the palette, and the way to all of them."""
    text = request.GET.get("q", "").strip()
    found = groups(request.actor, text, list(Kind), MOST)
    return render(request, "search/palette.html", {"groups": found, "text": text})
