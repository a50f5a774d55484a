"""Edit one fact of a deal where it stands."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.common.errors import Refused
from penstock.deals.actions import assign_deal, change_deal
from penstock.deals.facts import fact_of
from penstock.deals.forms.facts import FACT_BOXES, custom_box
from penstock.deals.models import Deal
from penstock.deals.views.answers import Question, add_problem, ask, deal_or_404, done, sent
from penstock.fields.models import Field, Subject
from penstock.fields.values import fields_of
from penstock.journal.models import Event
from penstock.ui.answers import is_partial
from penstock.workspaces.actor import Actor


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET is the box of the fact, POST saves it and answers the fact as it is now."""
    deal = deal_or_404(request, pk)
    form = fact_form(sent(request), deal, name, request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            event = save_fact(deal, name, form.cleaned_data[name], by=request.actor)
        except Refused as problem:
            add_problem(form, problem)
        else:
            return _saved(request, pk, name, event)
    return _box(request, deal, name, form)


def fact_form(given: Any, deal: Deal, name: str, by: Actor) -> forms.Form:
    """A form of one box, filled with the fact."""
    form = forms.Form(given, initial={name: _value(deal, name)})
    form.fields[name] = _custom(deal, name, by) if name.startswith("custom.") else _named(name, by)
    return form


def save_fact(deal: Deal, name: str, value: Any, *, by: Actor) -> Event | None:
    """Call the action that this fact belongs to."""
    if name == "owner":
        return assign_deal(deal, value, by=by)
    if name.startswith("custom."):
        return change_deal(deal, by=by, custom={name.removeprefix("custom."): value})
    return change_deal(deal, by=by, **{name: value})


def _saved(request: HttpRequest, pk: int, name: str, event: Event | None) -> HttpResponse:
    deal = deal_or_404(request, pk)
    fact = fact_of(deal, name, request.actor)
    text = _("%(fact)s of “%(deal)s” is changed.") % {"fact": fact.label, "deal": deal}
    return done(request, deal, event, text, parts=[("ui/parts/fact_value.html", fact.context)])


def _box(request: HttpRequest, deal: Deal, name: str, form: forms.Form) -> HttpResponse:
    url = reverse("deals:change", args=[deal.pk, name])
    status = 422 if form.errors else 200
    if not is_partial(request):
        return ask(request, form, Question(_("Change “%(deal)s”") % {"deal": deal}, _("Save"), url), status=status)
    context = {"form": form, "action": url, "back_url": reverse("deals:deal", args=[deal.pk])}
    response = render(request, "ui/parts/inline_form.html", context, status=status)
    if form.errors:
        # The form is sent to replace the fact; a refused one is drawn inside it, so that leaving brings the value back.
        response["HX-Reswap"] = "innerHTML"
    return response


def _value(deal: Deal, name: str) -> Any:
    return deal.custom.get(name.removeprefix("custom.")) if name.startswith("custom.") else getattr(deal, name, None)


def _named(name: str, by: Actor) -> forms.Field:
    if name not in FACT_BOXES:
        raise Http404
    return FACT_BOXES[name](by)


def _custom(deal: Deal, name: str, by: Actor) -> forms.Field:
    return custom_box(custom_field(deal, name, by), by)


def custom_field(deal: Deal, name: str, by: Actor) -> Field:
    """The definition of a custom field by the fact's name."""
    known = {f"custom.{field.key}": field for field in fields_of(by, Subject.DEAL, deal.pipeline_id)}
    if name not in known:
        raise Http404
    return known[name]
