"""The board's page, and its parts that are drawn anew: a card with the heads of the columns, and more of a column."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET

from penstock.boards.board import Board, Column
from penstock.boards.lanes import Lanes
from penstock.boards.models import ViewKind
from penstock.boards.traits import TRAITS
from penstock.boards.views.filters import kept, tools
from penstock.deals.models import Deal
from penstock.ui.answers import Part, is_partial
from penstock.ui.panels import panels


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """A pipeline as columns of cards, or in lanes; a lane that was scrolled to comes alone."""
    drawn, asked = Board(request.GET, request.actor), request.GET.get("lane", "")
    if drawn.as_of:
        return _past(request, drawn)
    if drawn.group and asked and is_partial(request):
        return _lane(request, Lanes(drawn), asked)
    context = {
        "board": drawn,
        "card_src": f"{reverse('boards:card', args=[0])}?{drawn.query}",
        "read_only": not request.actor.may_write,
        "chips": drawn.asked.chips(leave_out=["pipeline", "q"]),
        "traits": TRAITS.values(),
        "parts": panels("board", "heads", request, drawn),
        "past_kept": kept(request, ["as_of"]),
        **_shown(drawn, asked),
        **tools(request, ViewKind.BOARD),
    }
    return render(request, "boards/board.html", context)


def _past(request: HttpRequest, drawn: Board) -> HttpResponse:
    """The board as it stood at the end of a day, for reading only; who keeps the history draws it."""
    context = {
        "board": drawn,
        "chips": drawn.asked.chips(leave_out=["pipeline", "q"]),
        "parts": panels("board", "past", request, drawn) if drawn.pipeline else [],
        "past_kept": kept(request, ["as_of"]),
        **tools(request, ViewKind.BOARD),
    }
    return render(request, "boards/past.html", context)


def _shown(drawn: Board, asked: str) -> dict[str, Any]:
    """The cards, in columns or in lanes."""
    if not drawn.group:
        return {"columns": drawn.columns()}
    lanes = Lanes(drawn)
    return {"columns": drawn.heads, "lanes": lanes.drawn(asked), "lane_refusal": lanes.refusal, "in_lanes": True}


def _lane(request: HttpRequest, lanes: Lanes, asked: str) -> HttpResponse:
    lane = lanes.lane(asked)
    if lane is None:
        raise Http404
    lanes.fill([lane])
    return render(request, "ui/parts/lane.html", {"lane": lane})


@require_GET
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One card as it is now, or nothing when this board does not show it; and the heads of all columns."""
    if not is_partial(request):
        return redirect("deals:deal", pk=pk)
    drawn = Board(request.GET, request.actor)
    parts = [*card_parts(drawn, drawn.shows(pk)), *head_parts(drawn)]
    return HttpResponse("".join(render_to_string(template, context, request) for template, context in parts))


@require_GET
def column(request: HttpRequest, pk: int) -> HttpResponse:
    """The next cards of a column; without JavaScript, the stage's deals as a list."""
    drawn = Board(request.GET, request.actor)
    head = next((one for one in drawn.heads if one.id == pk), None)
    if head is None:
        raise Http404
    if not is_partial(request):
        return HttpResponseRedirect(f"{reverse('boards:list')}?{drawn.filtering.query}&stage={pk}")
    if drawn.group and "lane" in request.GET:
        return _cell(request, Lanes(drawn), head)
    ids = drawn.page_ids(head.stage, request.GET.get("after", ""))
    drawn.fill(head, ids, drawn.drawn(ids))
    return render(request, "boards/parts/cards.html", {"column": head})


def _cell(request: HttpRequest, lanes: Lanes, head: Column) -> HttpResponse:
    """The next cards of a stage within a lane."""
    lane = lanes.lane(request.GET["lane"])
    if lane is None:
        raise Http404
    cell = lanes.more(lane, head, request.GET.get("after", ""))
    return render(request, "boards/parts/cards.html", {"column": cell})


def card_parts(drawn: Board, deal: Deal | None) -> list[Part]:
    """The card, if this board shows the deal."""
    return [("ui/parts/card.html", {"card": drawn.dealer.card(deal)})] if deal else []


def head_parts(drawn: Board) -> list[Part]:
    """The heads of all columns and lanes and what is set aside, to be put in place of those on the page."""
    lanes = Lanes(drawn).rows if drawn.group else []
    return [("boards/parts/heads.html", {"board": drawn, "lanes": lanes, "swap_oob": True})]
