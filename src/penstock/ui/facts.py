"""Facts of a record as its page shows them, and the view that edits one where it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from penstock.common.errors import Refused
from penstock.ui.answers import answer
from penstock.ui.asking import Question, edit
from penstock.ui.forms import add_problem


@dataclass(frozen=True)
class Fact:
    """One fact; ``edit_url`` is empty where the reader may not change it.

    ``shown`` may be HTML but holds no link, because it is one itself: ``link_url`` is where the fact leads.
    """

    name: str
    label: str
    shown: Any
    edit_url: str
    link_url: str = ""

    @property
    def fact_id(self) -> str:
        """The id of the element that holds it."""
        return f"fact-{self.name.replace('.', '-')}"

    @property
    def context(self) -> dict[str, Any]:
        """What the fact's template is given."""
        return {name: getattr(self, name) for name in ("label", "shown", "edit_url", "link_url", "fact_id")}


def change_fact(
    request: HttpRequest, form: forms.Form, question: Question, back: str, save: Callable[[], Fact]
) -> HttpResponse:
    """GET is the box of a fact; POST saves it and answers the fact as it is now."""
    if form.is_bound and form.is_valid():
        try:
            fact = save()
        except Refused as problem:
            add_problem(form, problem)
        else:
            return answer(request, [("ui/parts/fact_value.html", fact.context)], instead=back)
    return edit(request, form, question, back)


def in_lines(text: str) -> SafeString | str:
    """A longer text with its own lines."""
    return mark_safe(linebreaks(text, autoescape=True)) if text else ""  # noqa: S308 -- linebreaks escapes
