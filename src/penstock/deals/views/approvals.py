"""Approvals: asked for at the gate, answered on a page of one's own."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.deals.actions import answer_approval, ask_approval, withdraw_approval
from penstock.deals.gates.approving import answers_for, whose_turn
from penstock.deals.gates.judge import in_words
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule
from penstock.deals.models import Approval, ApprovalState, StageRule
from penstock.deals.views.answers import deal_or_404, done
from penstock.journal.models import Event
from penstock.ui.asking import Question, put, sent
from penstock.workspaces.actor import Actor

LATEST, SHOWN = 100, 50


@dataclass(frozen=True)
class Several:
    """Requests by their ids, and the lines of the first of them."""

    ids: list[int]
    lines: list[dict[str, Any]]

    @property
    def left(self) -> int:
        """How many there are besides those shown."""
        return len(self.ids) - len(self.lines)


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """The requests that wait, the reader's own first, and how long the latest took."""
    rows = Approval.objects.of(request.actor).select_related("deal", "rule__stage", "asked_by", "document")
    names, person = Names(request.actor), request.actor.person_id
    mine, others = _waiting(request.actor)
    shown = rows.in_bulk([*mine[:SHOWN], *others[:SHOWN]])
    closed = list(rows.filter(closed_at__isnull=False).order_by("-closed_at")[:LATEST])
    told: dict[str, Any] = {
        "mine": Several(mine, [_line(shown[pk], names, person) for pk in mine[:SHOWN] if pk in shown]),
        "others": Several(others, [_line(shown[pk], names, person) for pk in others[:SHOWN] if pk in shown]),
        "closed": [_line(row, names, person) for row in closed],
        "days": _mean_days(closed),
        "nav": "board",
    }
    return render(request, "deals/approvals.html", told)


@require_POST
def ask(request: HttpRequest, pk: int, rule_pk: int) -> HttpResponse:
    """Ask those whom the rule names."""
    deal = deal_or_404(request, pk)
    rule = get_object_or_404(StageRule.objects.of(request.actor), pk=rule_pk)
    event = ask_approval(deal, rule, by=request.actor)
    return done(request, deal, event, _("The approval is asked for."))


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes or no, with a reason."""
    row = _approval(request, pk)
    form = forms.Form(sent(request))
    form.fields["verdict"] = forms.ChoiceField(
        label=_("Your answer"), choices=[("yes", _("Approve")), ("no", _("Reject"))], widget=forms.RadioSelect
    )
    form.fields["reason"] = forms.CharField(label=_("Because"), required=False, max_length=500)
    heading = _("Approve “%(deal)s”?") % {"deal": row.deal}
    question = Question(heading, _("Answer"), reverse("deals:answer_approval", args=[pk]))

    def told(event: Event | None) -> HttpResponse:
        return done(request, row.deal, event, _("Your answer is kept."))

    return put(request, form, question, lambda: answer_approval(row, by=request.actor, **form.cleaned_data), told)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the request back."""
    row = _approval(request, pk)
    return done(request, row.deal, withdraw_approval(row, by=request.actor), _("The request is taken back."))


def _waiting(by: Actor) -> tuple[list[int], list[int]]:
    """The requests that wait for the actor, and for others, the oldest first; of each only what says whom it awaits."""
    rows = Approval.objects.of(by).filter(state=ApprovalState.WAITING).order_by("asked_at", "pk")
    rules = StageRule.objects.of(by).in_bulk(set(rows.order_by().values_list("rule_id", flat=True)))
    mine: list[int] = []
    others: list[int] = []
    for row in rows.select_related("deal").only("state", "answers", "asked_by", "due_at", "rule", "deal__owner"):
        row.rule = rules[row.rule_id]
        (mine if answers_for(row, by.person_id) else others).append(row.pk)
    return mine, others


def _approval(request: HttpRequest, pk: int) -> Approval:
    rows = Approval.objects.of(request.actor).select_related("deal__stage", "deal__workspace", "rule__stage")
    row: Approval = get_object_or_404(rows, pk=pk)
    return row


def _line(row: Approval, names: Names, person_id: int | None) -> dict[str, Any]:
    return {
        "row": row,
        "words": in_words(Rule.of_row(row.rule), names),
        "turn": ", ".join(map(names.person, whose_turn(row))),
        "may": bool(answers_for(row, person_id)),
    }


def _mean_days(closed: list[Approval]) -> float | None:
    took = [row.closed_at - row.asked_at for row in closed if row.closed_at and row.state != ApprovalState.WITHDRAWN]
    return sum(took, timedelta()) / len(took) / timedelta(days=1) if took else None
