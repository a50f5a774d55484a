"""Suggestions while somebody types the name of a company, a contact or a product."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.deals.forms.choosing import RECORDS, suggestions


@require_GET
def suggest(request: HttpRequest, what: str) -> HttpResponse:
    """Names that begin with, or contain, the text in the box; the box's own name does not matter."""
    if what not in RECORDS:
        raise Http404
    text = str(next(iter(request.GET.values()), "")).strip()[:100]
    options = suggestions(what, text, request.actor)
    return render(request, "deals/parts/options.html", {"options": options})
