"""Suggestions while somebody types the name of a company."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.companies.choosing import suggestions


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """Names that begin with, or contain, the text in the box; the box's own name does not matter."""
    text = str(next(iter(request.GET.values()), "")).replace("\x00", "").strip()[:100]
    return render(request, "companies/parts/options.html", {"options": suggestions(text, request.actor)})
