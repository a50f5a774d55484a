"""Say that a record is irrelevant, or that it is not."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.hygiene.actions import mark_irrelevant, mark_relevant
from penstock.hygiene.actions.irrelevant import MARKABLE
from penstock.hygiene.forms import ReasonForm
from penstock.journal.models import Event
from penstock.ui.answers import toast
from penstock.ui.asking import Question, go_on, put, sent

PAGES = {"deal": "deals:deal", "company": "companies:company", "contact": "contacts:contact"}


@require_http_methods(["GET", "POST"])
def irrelevant(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """Ask why, then say so."""
    record = _record(request, what, pk)
    url = reverse("hygiene:irrelevant", args=[what, pk])
    question = Question(_("Why is “%(name)s” irrelevant?") % {"name": record}, _("Mark as irrelevant"), url)
    form = ReasonForm(sent(request))

    def told(event: Event | None) -> HttpResponse:
        return _done(request, what, record, event, _("“%(name)s” is marked as irrelevant.") % {"name": record})

    return put(request, form, question, lambda: mark_irrelevant(record, by=request.actor, **form.cleaned_data), told)


@require_POST
def relevant(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """It is of use after all."""
    record = _record(request, what, pk)
    event = mark_relevant(record, by=request.actor)
    return _done(request, what, record, event, _("“%(name)s” is relevant again.") % {"name": record})


def _record(request: HttpRequest, what: str, pk: int) -> Any:
    if what not in MARKABLE:
        raise Http404
    return get_object_or_404(MARKABLE[what].objects.of(request.actor), pk=pk)


def _done(request: HttpRequest, what: str, record: Any, event: Event | None, words: str) -> HttpResponse:
    if event is not None:
        toast(request, words)
    return go_on(request, reverse(PAGES[what], args=[record.pk]))
