"""A card that was put into another column: the same action as everywhere, answered with the card and the heads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.boards.board import Board
from penstock.boards.views.board import card_parts, head_parts
from penstock.common.errors import Conflict, Problem, Refused
from penstock.deals.actions import move_deal
from penstock.deals.models import Deal
from penstock.deals.views.answers import changed, deal_or_404, undo_url
from penstock.deals.views.move import TOASTS, ask_for_loss, moved_words
from penstock.journal.models import Event
from penstock.pipelines.models import LossReason, Stage, StageKind
from penstock.ui.answers import answer, toast


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the deal to the column in ``stage``; ``from_stage`` is where the person saw it."""
    deal = deal_or_404(request, pk)
    stages = Stage.objects.of(request.actor).select_related("pipeline")
    stage = get_object_or_404(stages, pk=_number(request, "stage"))
    try:
        event = _move(request, deal, stage)
    except Refused as problem:
        return _ask(request, deal, stage, problem)
    except Conflict as problem:
        return _refuse(request, problem)
    if event is not None:
        words = moved_words(deal, stage, event.kind)
        toast(request, words, undo=undo_url(deal, event), kind=TOASTS.get(event.kind, "done"))
    drawn = Board(request.GET, request.actor)
    back = f"{reverse('boards:board')}?{drawn.query}"
    return answer(request, [*card_parts(drawn, pk), *head_parts(drawn)], instead=back, happened=changed(pk))


def _move(request: HttpRequest, deal: Deal, stage: Stage) -> Event | None:
    chosen = _number(request, "loss_reason")
    reason = LossReason.objects.of(request.actor).filter(pk=chosen).first() if chosen else None
    return move_deal(
        deal,
        stage,
        by=request.actor,
        seen_stage=_number(request, "from_stage") or _number(request, "seen_stage"),
        loss_reason=reason,
        loss_comment=request.POST.get("loss_comment", ""),
    )


def _ask(request: HttpRequest, deal: Deal, stage: Stage, problem: Refused) -> HttpResponse:
    """What a loss still wants is asked at the card; any other refusal is told there."""
    if stage.kind != StageKind.LOST:
        return _refuse(request, problem)
    url = f"{reverse('boards:move', args=[deal.pk])}?{request.GET.urlencode()}"
    return ask_for_loss(request, deal, problem, url=url, target=f"#deal-{deal.pk}")


def _refuse(request: HttpRequest, problem: Problem) -> HttpResponse:
    told = {"title": _("This was not done"), "message": problem.message, "fields": problem.fields}
    return render(request, "ui/parts/refusal.html", told, status=problem.status)


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
