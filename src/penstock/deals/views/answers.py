"""How the endpoints of deals answer: a question where something is missing, else what happened with its undo."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme

from penstock.common.errors import Refused
from penstock.deals.actions.undo_change import UNDOABLE
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.ui.answers import Part, answer, is_partial, toast

SHOWN_WITH = ("stage", "pipeline", "owner", "company", "source", "loss_reason", "workspace")


@dataclass(frozen=True)
class Question:
    """The words of a dialog and where its form is sent; ``target`` is what the answer replaces, if anything."""

    heading: str
    act: str
    url: str
    target: str = ""
    template: str = "deals/form.html"
    variant: str = ""


def deal_or_404(request: HttpRequest, pk: int) -> Deal:
    """The deal, if the person may read it, with all that a page says about it."""
    return get_object_or_404(Deal.objects.of(request.actor).select_related(*SHOWN_WITH), pk=pk)


def ask(request: HttpRequest, form: Any, question: Question, *, status: int = 200, **more: Any) -> HttpResponse:
    """A form as a dialog, or as a page of its own without JavaScript."""
    return render(request, question.template, {"form": form, "question": question, **more}, status=status)


def put(
    request: HttpRequest,
    form: forms.Form,
    question: Question,
    act: Callable[[dict[str, Any]], Any],
    done: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Ask, and once the form is sent, act; what is refused is said at its field and asked again."""
    if request.method != "POST":
        return ask(request, form, question)
    if form.is_valid():
        try:
            result = act(form.cleaned_data)
        except Refused as problem:
            add_problem(form, problem)
        else:
            return done(result)
    return ask(request, form, question, status=422)


def add_problem(form: forms.Form, problem: Refused) -> None:
    """Put a refusal's sentences at the fields they are about, and the rest over the form."""
    placed = {name: text for name, text in problem.fields.items() if name in form.fields}
    for name, text in placed.items():
        form.add_error(name, text)
    if not placed:
        form.add_error(None, problem.message)


def sent(request: HttpRequest) -> Any:
    """What the form sent; None while it is only being shown."""
    return request.POST if request.method == "POST" else None


def done(
    request: HttpRequest,
    deal: Deal,
    event: Event | None,
    text: str | Promise,
    *,
    kind: str = "done",
    parts: list[Part] | None = None,
    undo: str = "",
) -> HttpResponse:
    """Say what happened, with its undo; without an event it was so already and nothing is said."""
    if event is not None:
        toast(request, text, undo=undo or undo_url(deal, event), kind=kind)
    response = answer(request, parts or [], instead=back(request, deal), happened=changed(deal.pk))
    if is_partial(request) and not parts:
        response["HX-Reswap"] = "none"
    return response


def changed(pk: int) -> dict[str, Any]:
    """The DOM events that tell a page that a deal is not as it was drawn."""
    return {"deal-changed": {"id": pk}, f"deal-changed-{pk}": {"id": pk}}


def undo_url(deal: Deal, event: Event) -> str:
    """The address that takes an event back, or nothing where it cannot be."""
    return reverse("deals:undo", args=[deal.pk, event.position]) if event.kind in UNDOABLE else ""


def back(request: HttpRequest, deal: Deal) -> str:
    """Where a browser without JavaScript goes on: where the form says, else to the deal."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("deals:deal", args=[deal.pk])
