"""How a page carries out a form: check, act, and put what was refused where it belongs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from penstock.common.errors import Refused


def carried_out(request: HttpRequest, form: forms.Form, act: Callable[..., Any]) -> bool:
    """Whether the form was sent and done; ``act`` takes its cleaned values, its refusal goes to the fields."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except Refused as problem:
        add_problem(form, problem)
        return False
    return True


def add_problem(form: forms.Form, problem: Refused) -> None:
    """Put a refusal's sentences at the fields they are about, and the rest over the form."""
    placed = {name: text for name, text in problem.fields.items() if name in form.fields}
    for name, text in placed.items():
        form.add_error(name, text)
    if not placed:
        form.add_error(None, problem.message)


def status_of(form: forms.Form) -> int:
    """What the page of a form answers with: 422 when something in it was refused."""
    return 422 if form.errors else 200
