"""Questions: a form as a dialog to htmx and as a page to everybody else, asked again where something was refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from penstock.common.errors import Refused
from penstock.ui.answers import is_partial
from penstock.ui.forms import add_problem, status_of


@dataclass(frozen=True)
class Question:
    """The words of a form and where it is sent; ``template`` draws its fields otherwise than one below the other.

    ``target`` is what the answer replaces, if anything; ``variant`` is how the button looks.
    """

    heading: str
    act: str
    url: str
    template: str = "ui/question.html"
    target: str = ""
    variant: str = ""


def sent(request: HttpRequest) -> Any:
    """What a form sent; None while it is only being shown."""
    return request.POST if request.method == "POST" else None


def put(
    request: HttpRequest,
    form: forms.Form,
    question: Question,
    act: Callable[[], Any],
    done: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Ask, and once the form is sent and sound, act; what is refused is said at its field and asked again."""
    if form.is_bound and form.is_valid():
        try:
            result = act()
        except Refused as problem:
            add_problem(form, problem)
        else:
            return done(result)
    return render(request, question.template, {"form": form, "question": question}, status=status_of(form))


def edit(request: HttpRequest, form: forms.Form, question: Question, back: str) -> HttpResponse:
    """The box of one fact where it stands; a whole form without JavaScript."""
    if not is_partial(request):
        return render(request, question.template, {"form": form, "question": question}, status=status_of(form))
    told = {"form": form, "action": question.url, "back_url": back}
    response = render(request, "ui/parts/inline_form.html", told, status=status_of(form))
    if form.errors:
        # The form is sent to replace the fact; a refused one is drawn inside it, so that leaving brings the value back.
        response["HX-Reswap"] = "innerHTML"
    return response


def go_on(request: HttpRequest, page: str) -> HttpResponse:
    """Take the reader to a page, whoever asks; waiting toasts are said there."""
    return HttpResponse(headers={"HX-Redirect": page}) if is_partial(request) else HttpResponseRedirect(page)
