"""The dialogs of remarks on the forecast: one is added, changed and taken away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.reports.forms import RemarkForm
from penstock.targets.actions import add_remark, change_remark, remove_remark
from penstock.targets.models import Remark
from penstock.targets.reach import require_leading
from penstock.ui import formats
from penstock.ui.answers import toast
from penstock.ui.asking import Question, go_on, put, sent


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Today is proposed."""
    require_leading(request.actor)
    form = RemarkForm(sent(request), initial={"from_on": formats.today()})
    question = Question(_("What else happens"), _("Add"), _here(request, "reports:add_remark"))
    return put(
        request, form, question, lambda: add_remark(by=request.actor, **form.cleaned_data), lambda _row: _back(request)
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """With a button that takes it away."""
    held = _found(request, pk)
    require_leading(request.actor)
    last = held.last_on if held.last_on != held.from_on else None
    form = RemarkForm(sent(request), initial={"text": held.text, "from_on": held.from_on, "last_on": last})
    url = _here(request, "reports:change_remark", pk)
    question = Question(
        _("What else happens"), _("Save"), url, "reports/remark.html", _here(request, "reports:remove_remark", pk)
    )

    def act() -> Any:
        return change_remark(held, by=request.actor, **form.cleaned_data)

    return put(request, form, question, act, lambda _event: _back(request))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away."""
    remove_remark(_found(request, pk), by=request.actor)
    toast(request, _("The remark is removed."))
    return _back(request)


def _found(request: HttpRequest, pk: int) -> Remark:
    return get_object_or_404(Remark.objects.of(request.actor), pk=pk)


def _here(request: HttpRequest, name: str, *args: int) -> str:
    """An address that carries on the question of the page."""
    query = request.GET.urlencode()
    return reverse(name, args=args) + (f"?{query}" if query else "")


def _back(request: HttpRequest) -> HttpResponse:
    return go_on(request, _here(request, "reports:forecast"))
