"""A card that was put into another column or lane: the same actions as everywhere, and what is drawn anew."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.boards.board import Board
from penstock.boards.traits import TRAITS
from penstock.boards.views.board import card_parts, head_parts
from penstock.common import clock
from penstock.common.errors import Conflict, Problem, Refused, Unready
from penstock.deals.actions import move_deal
from penstock.deals.models import Deal
from penstock.deals.views.answers import changed, deal_or_404, undo_url
from penstock.deals.views.gate import ask_at_gate, asked_stage, go_through, stage_or_404
from penstock.deals.views.move import ask_for_loss
from penstock.deals.views.told import TOASTS, moved_words, with_what_lacks
from penstock.journal.models import Event
from penstock.pipelines.models import LossReason, Stage, StageKind
from penstock.ui.answers import answer, toast

MOVED_WITH = ("stage",)
"""What a card that is dropped is read with; a dialog that asks for more reads on."""

GIVEN = ("deal.assigned", "deal.changed")
"""What a change of lane is recorded as."""


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the deal to the column in ``stage`` and the lane in ``lane``; ``from_…`` is where the person saw it."""
    deal = deal_or_404(request, pk, MOVED_WITH)
    stage = stage_or_404(request, request.POST.get("stage", ""))
    drawn = Board(request.GET, request.actor)
    try:
        with transaction.atomic():
            events = [_move(request, deal, stage), _put_in_lane(request, deal, drawn)]
    except Refused as problem:
        return _ask(request, deal, stage, problem)
    except Conflict as problem:
        return _refuse(request, problem)
    shown = drawn.shows(pk)
    _tell(request, deal, stage, [event for event in events if event is not None], shown)
    back = f"{reverse('boards:board')}?{drawn.query}"
    return answer(request, [*card_parts(drawn, shown), *head_parts(drawn)], instead=back, happened=changed(pk))


@require_http_methods(["GET", "POST"])
def gate(request: HttpRequest, pk: int) -> HttpResponse:
    """What a card that was put into another column and lane still lacks; then both are changed."""
    deal, stage, drawn = deal_or_404(request, pk), asked_stage(request), Board(request.GET, request.actor)
    laned: list[Event | None] = []

    def tell(event: Event | None) -> HttpResponse:
        _tell(request, deal, stage, [one for one in (event, *laned) if one is not None])
        back = f"{reverse('boards:board')}?{drawn.query}"
        response = answer(request, [], instead=back, happened=changed(pk))
        response["HX-Reswap"] = "none"
        return response

    def put() -> None:
        laned.append(_put_in_lane(request, deal, drawn))

    return go_through(request, deal, stage, tell, url=request.get_full_path(), also=put)


def _move(request: HttpRequest, deal: Deal, stage: Stage) -> Event | None:
    seen = _number(request, "from_stage") or _number(request, "seen_stage")
    if seen == stage.pk and _lane(request, "lane") != _lane(request, "from_lane"):
        return None
    chosen = _number(request, "loss_reason")
    reason = LossReason.objects.of(request.actor).filter(pk=chosen).first() if chosen else None
    comment = request.POST.get("loss_comment", "")
    return move_deal(deal, stage, by=request.actor, seen_stage=seen, loss_reason=reason, loss_comment=comment)


def _put_in_lane(request: HttpRequest, deal: Deal, drawn: Board) -> Event | None:
    """Another lane is another owner, source, type or category; nothing where the card stays in its lane."""
    lane, seen = _lane(request, "lane"), _lane(request, "from_lane")
    if not drawn.group or not lane or lane == seen:
        return None
    trait = TRAITS[drawn.group]
    if seen and seen != trait.key_of(deal, clock.now()):
        sentence = _("Somebody changed “%(deal)s” meanwhile; it is in another lane now.")
        raise Conflict(sentence % {"deal": deal.name})
    return trait.put(deal, lane, request.actor)


def _lane(request: HttpRequest, name: str) -> str:
    """A lane as the form has it, or the address of a form that asked for more."""
    return request.POST.get(name, "") or request.GET.get(name, "")


def _tell(request: HttpRequest, deal: Deal, stage: Stage, events: list[Event], shown: Deal | None = None) -> None:
    """One sentence for what happened, with one undo for all of it."""
    if not events:
        return
    last, kind = events[-1], events[0].kind
    undo = undo_url(deal, last) + (f"?also={events[0].position}" if len(events) > 1 else "")
    text, plan = with_what_lacks(request, deal, _words(deal, stage, events), shown)
    toast(request, text, undo=undo, kind=TOASTS.get(kind, "done"), plan=plan)


def _words(deal: Deal, stage: Stage, events: list[Event]) -> str:
    moved = [moved_words(deal, stage, event.kind) for event in events if "stage_id" in event.data.get("changes", {})]
    given = [_("“%(deal)s” is in another lane now.") % {"deal": deal} for event in events if event.kind in GIVEN]
    return " ".join([*moved, *given])


def _ask(request: HttpRequest, deal: Deal, stage: Stage, problem: Refused) -> HttpResponse:
    """What a gate or a loss still wants is asked at the card; any other refusal is told there."""
    laned = _lane(request, "lane") != _lane(request, "from_lane")
    if isinstance(problem, Unready):
        url = _here(request, "gate", deal, stage=str(stage.pk)) if laned else ""
        return ask_at_gate(request, deal, stage, problem, url=url)
    if stage.kind != StageKind.LOST or deal.stage_id == stage.pk:
        return _refuse(request, problem)
    return ask_for_loss(request, deal, problem, url=_here(request, "move", deal), target=f"#deal-{deal.pk}")


def _here(request: HttpRequest, name: str, deal: Deal, **also: str) -> str:
    """An address of the card that keeps what the board shows and the lanes of the drop."""
    params = request.GET.copy()
    told = {lane: _lane(request, lane) for lane in ("lane", "from_lane") if _lane(request, lane)}
    for key, value in (told | also).items():
        params[key] = value
    return f"{reverse(f'boards:{name}', args=[deal.pk])}?{params.urlencode()}"


def _refuse(request: HttpRequest, problem: Problem) -> HttpResponse:
    told = {"title": _("This was not done"), "message": problem.message, "fields": problem.fields}
    return render(request, "ui/parts/refusal.html", told, status=problem.status)


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
