"""A process's own page, how it begins, and what is told of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from penstock.deals.models import ProcessKind
from penstock.deals.views.answers import deal_or_404, done
from penstock.journal.models import Event
from penstock.processes.actions import change_process, hand_over_process, start_process
from penstock.processes.forms import ProcessForm, ResponsibleForm, StartForm
from penstock.processes.models import Process
from penstock.processes.screen import company_of, full_path, line_of, stays_of
from penstock.processes.views.answers import process_or_404, said
from penstock.ui.answers import toast, with_then
from penstock.ui.asking import Question, put, sent


@require_safe
def process(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands, who is responsible, and how long it was where."""
    row = process_or_404(request, pk)
    told: dict[str, Any] = {
        "company": company_of(row.deal, request.actor),
        "path": full_path(row, request.actor),
        "stays": stays_of(row),
    }
    told["line"] = line_of(row, request.actor)
    return render(request, "processes/process.html", {**told, "process": row, "nav": "processes"})


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, pk: int, kind_pk: int) -> HttpResponse:
    """A process begins beside a deal."""
    deal = deal_or_404(request, pk)
    kind = get_object_or_404(ProcessKind.objects.of(request.actor), pk=kind_pk)
    form = StartForm(sent(request), deal=deal, by=request.actor)
    url = with_then(request, reverse("processes:start", args=[pk, kind_pk]))
    question = Question(_("Start: %(process)s") % {"process": kind}, pgettext("process", "Start"), url)

    def told(begun: Process) -> HttpResponse:
        words = _("“%(process)s” is begun.") % {"process": kind}
        toast(request, words, undo=reverse("processes:remove", args=[begun.pk]))
        return done(request, deal, None, "")

    return put(request, form, question, lambda: start_process(deal, kind, by=request.actor, **form.cleaned_data), told)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Its title, day and note."""
    row = process_or_404(request, pk)
    form = ProcessForm.of(sent(request), row)
    heading = _("Change “%(process)s”") % {"process": row}
    question = Question(heading, _("Save"), reverse("processes:change", args=[pk]))

    def told(event: Event | None) -> HttpResponse:
        return said(request, row, event, _("Saved."))

    return put(request, form, question, lambda: change_process(row, by=request.actor, **form.cleaned_data), told)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else is responsible."""
    row = process_or_404(request, pk)
    form = ResponsibleForm(sent(request), by=request.actor, initial={"responsible": row.responsible_id})
    heading = _("Who is responsible for “%(process)s”?") % {"process": row}
    question = Question(heading, _("Hand over"), reverse("processes:hand_over", args=[pk]))

    def act() -> Event | None:
        return hand_over_process(row, form.cleaned_data["responsible"], by=request.actor)

    def told(event: Event | None) -> HttpResponse:
        person = form.cleaned_data["responsible"] or _("Nobody")
        return said(request, row, event, _("Responsible now: %(person)s") % {"person": person})

    return put(request, form, question, act, told)
