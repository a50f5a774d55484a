"""The page of search results."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.search.models import Kind
from penstock.search.results import SHAPES, groups

MOST, MOST_OF_ONE_KIND = 8, 50


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Everything one may see that fits ``?q=``; ``kind`` asks for more of one kind."""
    text, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    kinds, most = ([Kind(kind)], MOST_OF_ONE_KIND) if kind in Kind.values else (list(Kind), MOST)
    found = groups(request.actor, text, kinds, most)
    context = {
        "groups": found,
        "search_words": text,
        "kind": kind,
        "tabs": _tabs(request, kind),
        "is_guess": any(group.is_guess for group in found),
    }
    return render(request, "search/results.html", context)


def _tabs(request: HttpRequest, kind: str) -> list[dict[str, Any]]:
    """All kinds together, then each alone."""
    asked = request.GET.copy()
    tabs: list[dict[str, Any]] = []
    for key, label in [("", None), *((one.value, SHAPES[one].label) for one in Kind)]:
        asked.pop("kind", None)
        if key:
            asked["kind"] = key
        tabs.append({"url": f"?{asked.urlencode()}", "label": label, "current": key == kind})
    return tabs
