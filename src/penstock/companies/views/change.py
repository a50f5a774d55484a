"""Edit one fact of a company where it stands."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.companies.actions import assign_company, change_company
from penstock.companies.facts import fact_of
from penstock.companies.forms import fact_form
from penstock.companies.models import Company
from penstock.companies.views.company import company_or_404
from penstock.fields.forms import PREFIX
from penstock.ui.answers import toast
from penstock.ui.asking import Question, sent
from penstock.ui.facts import Fact, change_fact


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET is the box of the fact, POST saves it and answers the fact as it is now."""
    company = company_or_404(request, pk)
    form = fact_form(sent(request), company, name, request.actor)
    if form is None:
        raise Http404
    heading = _("Change “%(record)s”") % {"record": company}
    question = Question(heading, _("Save"), reverse("companies:change", args=[pk, name]))
    page = reverse("companies:company", args=[pk])
    return change_fact(request, form, question, page, lambda: _saved(request, company, name, form.cleaned_data[name]))


def _saved(request: HttpRequest, company: Company, name: str, value: Any) -> Fact:
    by = request.actor
    if name == "owner":
        event = assign_company(company, value, by=by)
    elif name.startswith(PREFIX):
        event = change_company(company, by=by, custom={name.removeprefix(PREFIX): value})
    else:
        event = change_company(company, by=by, **{name: value})
    company = company_or_404(request, company.pk) if event else company
    fact = fact_of(company, name, by)
    if event:
        undo = reverse("companies:undo", args=[company.pk, event.position])
        sentence = _("%(fact)s of “%(record)s” is changed.") % {"fact": fact.label, "record": company}
        toast(request, sentence, undo=undo)
    return fact
