"""More cards of a column of the board as it stood on a past day."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from penstock.boards.board import Board
from penstock.metrics.asking import ids_of
from penstock.metrics.past_board import PastBoard
from penstock.ui.answers import is_partial


@require_GET
def past_column(request: HttpRequest, pk: int) -> HttpResponse:
    """The next cards; without JavaScript, the deals that were in the stage as rows."""
    drawn = Board(request.GET, request.actor)
    if drawn.as_of is None or drawn.pipeline is None:
        raise Http404
    past = PastBoard(drawn, drawn.as_of)
    column = next((one for one in past.heads if one.id == pk), None)
    if column is None:
        raise Http404
    if not is_partial(request):
        labels = {key: label for label, key in ids_of("stage", by=request.actor).items()}
        asked = {"metric": "stage_deals", "as_of": drawn.as_of.isoformat(), "stage": labels.get(pk, "")}
        return HttpResponseRedirect(reverse("metrics:rows", query=asked))
    past.more(column, _number(request.GET.get("after", "")))
    return render(request, "ui/parts/column_cards.html", {"column": column})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
