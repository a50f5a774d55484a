"""The dialog in which filters are chosen; it leads to the board or the list with the filters in the address."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from penstock.boards.filters import boxes_of, known_filters
from penstock.boards.models import ViewKind
from penstock.boards.views.saved import PAGES, PASSING, lasting_query, saved_views


@require_GET
def filters(request: HttpRequest, kind: str) -> HttpResponse:
    """Every filter with its value as the address has it; what else stands in the address is kept."""
    known = known_filters(request.actor)
    named = {name for one in known for name in one.names if one.widget != "hidden"}
    hidden = {"pipeline"} if kind == ViewKind.BOARD else set()
    boxes = boxes_of([one for one in known if one.key not in hidden], request.GET, request.actor)
    context = {"boxes": boxes, "kept": kept(request, named - hidden), "page": reverse(PAGES[ViewKind(kind)])}
    return render(request, "boards/filters.html", context)


def kept(request: HttpRequest, asked_here: Iterable[str]) -> list[tuple[str, str]]:
    """What a form of filters carries along: the rest of the address."""
    left_out = {*asked_here, *PASSING}
    return [(name, value) for name, values in request.GET.lists() for value in values if name not in left_out]


def tools(request: HttpRequest, kind: ViewKind) -> dict[str, Any]:
    """What the line above a board or a list needs: the small search, the filters, the saved views."""
    return {
        "page_url": reverse(PAGES[kind]),
        "kept": kept(request, ["q"]),
        "filters_url": f"{reverse('boards:filters', args=[kind])}?{lasting_query(request)}",
        **saved_views(request, kind),
    }
