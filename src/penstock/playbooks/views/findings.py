"""Needs, objections and terms on a deal's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.deals.views.answers import as_before, deal_or_404, done, given
from penstock.journal.models import Event
from penstock.playbooks.actions import (
    agree_terms,
    end_objection,
    find_need,
    meet_objection,
    remove_finding,
    restore_finding,
)
from penstock.playbooks.forms.deal import NeedForm, ObjectionForm, OutcomeForm, TermsForm
from penstock.playbooks.models import Finding
from penstock.playbooks.queries import terms_of
from penstock.playbooks.views.answers import said
from penstock.ui.answers import with_then
from penstock.ui.asking import Question, put, sent

TERMS = ("price", "delivery_on", "delivery", "payment", "other")


@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """The buyer objected."""
    deal = deal_or_404(request, pk)
    initial = {"objection": request.GET.get("objection", "")}
    form = ObjectionForm(sent(request), deal=deal, by=request.actor, initial=initial)
    question = Question(_("What did the buyer object?"), _("Record"), _url(request, "objection", pk))

    def act() -> Finding:
        return meet_objection(deal, by=request.actor, **form.cleaned_data)

    return put(request, form, question, act, lambda finding: _told(request, finding, _("The objection is recorded.")))


@require_http_methods(["GET", "POST"])
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """The buyer told a need."""
    deal = deal_or_404(request, pk)
    form = NeedForm(sent(request), deal=deal, by=request.actor, initial={"need": request.GET.get("need", "")})
    question = Question(_("What does the buyer need?"), _("Record"), _url(request, "need", pk))

    def act() -> Finding:
        return find_need(deal, by=request.actor, **form.cleaned_data)

    return put(request, form, question, act, lambda finding: _told(request, finding, _("The need is recorded.")))


@require_http_methods(["GET", "POST"])
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """How an objection ended."""
    finding = _finding(request, pk)
    form = OutcomeForm.of(given(request), finding)
    url = reverse("playbooks:outcome", args=[pk])
    undo = as_before(url, outcome=finding.outcome, reply=finding.reply)
    question = Question(_("How did “%(objection)s” end?") % {"objection": finding}, _("Save"), url)

    def act() -> Event | None:
        return end_objection(finding, form.cleaned_data["outcome"], by=request.actor, reply=form.cleaned_data["reply"])

    def told(event: Event | None) -> HttpResponse:
        return done(request, finding.deal, event, _("Saved."), undo=undo)

    return put(request, form, question, act, told)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """It was written by mistake."""
    finding = _finding(request, pk)
    event = remove_finding(finding, by=request.actor)
    undo = reverse("playbooks:restore_finding", args=[pk])
    return done(request, finding.deal, event, _("“%(said)s” is removed.") % {"said": finding}, undo=undo)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """It is back."""
    finding = _finding(request, pk)
    event = restore_finding(finding, by=request.actor)
    return done(request, finding.deal, event, _("“%(said)s” is back.") % {"said": finding})


@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed."""
    deal = deal_or_404(request, pk)
    row = terms_of(deal)
    known = {name: getattr(row, name) for name in TERMS} if row else {}
    form = TermsForm(given(request), initial=known)
    url = reverse("playbooks:terms", args=[pk])
    question = Question(_("What was agreed for “%(deal)s”?") % {"deal": deal}, _("Save"), with_then(request, url))

    def told(event: Event | None) -> HttpResponse:
        return done(request, deal, event, _("The terms are saved."), undo=as_before(url, **known))

    return put(request, form, question, lambda: agree_terms(deal, by=request.actor, **form.cleaned_data), told)


def _url(request: HttpRequest, name: str, pk: int) -> str:
    return with_then(request, reverse(f"playbooks:{name}", args=[pk]))


def _told(request: HttpRequest, finding: Finding, text: str) -> HttpResponse:
    return said(request, finding.deal, text, undo=reverse("playbooks:remove_finding", args=[finding.pk]))


def _finding(request: HttpRequest, pk: int) -> Finding:
    found: Finding = get_object_or_404(Finding.objects.of(request.actor).select_related("deal"), pk=pk)
    return found
