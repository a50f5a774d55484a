"""Edit one fact of a deal where it stands."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.common.errors import Refused
from penstock.deals.actions import assign_deal, change_deal
from penstock.deals.facts import fact_of
from penstock.deals.forms.facts import FACT_BOXES
from penstock.deals.models import Deal
from penstock.deals.views.answers import deal_or_404, done
from penstock.fields.forms import PREFIX, custom_box, shown_value
from penstock.fields.models import Field, Subject
from penstock.fields.values import fields_of
from penstock.journal.models import Event
from penstock.ui.asking import Question, edit, sent
from penstock.ui.forms import add_problem
from penstock.workspaces.actor import Actor


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET is the box of the fact, POST saves it and answers the fact as it is now."""
    deal = deal_or_404(request, pk)
    form = fact_form(sent(request), deal, name, request.actor)
    if form.is_bound and form.is_valid():
        try:
            event = save_fact(deal, name, form.cleaned_data[name], by=request.actor)
            return _saved(request, pk, name, event)
        except Refused as problem:
            add_problem(form, problem)
    heading = _("Change “%(deal)s”") % {"deal": deal}
    question = Question(heading, _("Save"), reverse("deals:change", args=[pk, name]))
    return edit(request, form, question, reverse("deals:deal", args=[pk]))


def fact_form(given: Any, deal: Deal, name: str, by: Actor) -> forms.Form:
    """A form of one box, filled with the fact; 404 where there is no such fact."""
    if name.startswith(PREFIX):
        field = _custom_field(deal, name, by)
        box, value = custom_box(field, by), shown_value(field, deal.custom.get(field.key))
    elif name in FACT_BOXES:
        box, value = FACT_BOXES[name](by), getattr(deal, name)
    else:
        raise Http404
    form = forms.Form(given, initial={name: value})
    form.fields[name] = box
    return form


def save_fact(deal: Deal, name: str, value: Any, *, by: Actor) -> Event | None:
    """Call the action that this fact belongs to."""
    if name == "owner":
        return assign_deal(deal, value, by=by)
    if name.startswith(PREFIX):
        return change_deal(deal, by=by, custom={name.removeprefix(PREFIX): value})
    return change_deal(deal, by=by, **{name: value})


def _saved(request: HttpRequest, pk: int, name: str, event: Event | None) -> HttpResponse:
    deal = deal_or_404(request, pk)
    fact = fact_of(deal, name, request.actor)
    text = _("%(fact)s of “%(deal)s” is changed.") % {"fact": fact.label, "deal": deal}
    return done(request, deal, event, text, parts=[("ui/parts/fact_value.html", fact.context)])


def _custom_field(deal: Deal, name: str, by: Actor) -> Field:
    known = {PREFIX + field.key: field for field in fields_of(by, Subject.DEAL, deal.pipeline_id)}
    if name not in known:
        raise Http404
    return known[name]
