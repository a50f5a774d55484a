"""Move, win, lose and reopen a deal; what is missing is asked in place."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.common.errors import Refused, Unready
from penstock.deals.actions import lose_deal, move_deal, reopen_deal, win_deal
from penstock.deals.forms.moving import LossForm, LossOnTheWayForm, MoveForm, ReopenForm
from penstock.deals.models import Deal
from penstock.deals.views.answers import deal_or_404
from penstock.deals.views.gate import ask_at_gate
from penstock.deals.views.told import told
from penstock.journal.models import Event
from penstock.pipelines.models import Stage, StageKind
from penstock.pipelines.queries import closing_stage, first_open_stage
from penstock.ui.asking import Question, put
from penstock.ui.forms import add_problem


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the deal to the stage in ``stage``; a lost one asks why first."""
    deal = deal_or_404(request, pk)
    url = reverse("deals:move", args=[pk])
    given = _given(request)
    form: forms.Form = MoveForm(given, by=request.actor, initial={"stage": deal.stage_id, "seen_stage": deal.stage_id})
    stage = form.cleaned_data.get("stage") if form.is_bound and form.is_valid() else None
    if stage is not None and stage.kind == StageKind.LOST:
        form = LossOnTheWayForm(given, by=request.actor)
        return _put(request, deal, form, loss_question(deal, url), lambda: _move(request, deal, form), stage)
    question = Question(_("Move “%(deal)s”") % {"deal": deal}, _("Move"), url)
    return _put(request, deal, form, question, lambda: _move(request, deal, form), stage)


@require_POST
def win(request: HttpRequest, pk: int) -> HttpResponse:
    """The deal is won."""
    deal = deal_or_404(request, pk)
    try:
        event = win_deal(deal, by=request.actor, seen_stage=_seen(request))
    except Unready as problem:
        return ask_at_gate(request, deal, closing_stage(deal.pipeline_id, StageKind.WON, request.actor), problem)
    return told(request, deal)(event)


@require_http_methods(["GET", "POST"])
def lose(request: HttpRequest, pk: int) -> HttpResponse:
    """The deal is lost, for a reason."""
    deal = deal_or_404(request, pk)
    form = LossForm(_given(request), by=request.actor, initial={"seen_stage": deal.stage_id})

    def act() -> Event | None:
        data = form.cleaned_data
        said = {"reason": data["loss_reason"], "comment": data["loss_comment"], "seen_stage": data["seen_stage"]}
        return lose_deal(deal, by=request.actor, **said)

    question = loss_question(deal, reverse("deals:lose", args=[pk]))
    return _put(request, deal, form, question, act, closing_stage(deal.pipeline_id, StageKind.LOST, request.actor))


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Work on the closed deal goes on, in a stage of its pipeline."""
    deal = deal_or_404(request, pk)
    initial = {"seen_stage": deal.stage_id}
    form = ReopenForm(_given(request), by=request.actor, pipeline_id=deal.pipeline_id, initial=initial)
    url = reverse("deals:reopen", args=[pk])
    question = Question(_("Reopen “%(deal)s”") % {"deal": deal}, _("Reopen the deal"), url)

    def act() -> Event | None:
        data = form.cleaned_data
        return reopen_deal(deal, by=request.actor, stage=data["stage"], seen_stage=data["seen_stage"])

    into = form.cleaned_data.get("stage") if form.is_bound and form.is_valid() else None
    return _put(request, deal, form, question, act, into or first_open_stage(request.actor, deal.pipeline_id))


def _put(
    request: HttpRequest,
    deal: Deal,
    form: forms.Form,
    question: Question,
    act: Callable[[], Event | None],
    stage: Stage | None,
) -> HttpResponse:
    """Ask, and act; what the gates on the way to the stage still want is asked in their dialog."""

    def tried() -> Event | Unready | None:
        try:
            return act()
        except Unready as problem:
            return problem

    def answered(result: Event | Unready | None) -> HttpResponse:
        if isinstance(result, Unready) and stage is not None:
            return ask_at_gate(request, deal, stage, result)
        return told(request, deal)(result if isinstance(result, Event) else None)

    return put(request, form, question, tried, answered)


def loss_question(deal: Deal, url: str, target: str = "") -> Question:
    """The dialog that asks why a deal was lost; the board uses it for a card dropped on Lost."""
    heading = _("Why was “%(deal)s” lost?") % {"deal": deal}
    return Question(heading, _("Mark as lost"), url, target=target, variant="destructive")


def ask_for_loss(request: HttpRequest, deal: Deal, problem: Refused, *, url: str, target: str = "") -> HttpResponse:
    """The answer to a move that lacks its loss reason: 422 with the dialog that asks for it."""
    form = LossOnTheWayForm(_given(request), by=request.actor)
    if not form.errors:
        add_problem(form, problem)
    question = loss_question(deal, url, target)
    return render(request, question.template, {"form": form, "question": question}, status=422)


def _given(request: HttpRequest) -> Any:
    """What was sent, with the stage that was seen under its one name."""
    if request.method != "POST":
        return None
    given = request.POST.copy()
    seen = given.get("seen_stage") or given.get("from_stage") or request.GET.get("seen_stage", "")
    given["seen_stage"] = seen
    return given


def _seen(request: HttpRequest) -> int | None:
    seen = (_given(request) or {}).get("seen_stage", "")
    return int(seen) if seen.isdecimal() else None


def _move(request: HttpRequest, deal: Deal, form: Any) -> Event | None:
    said = dict(form.cleaned_data)
    return move_deal(deal, said.pop("stage"), by=request.actor, **said)
