"""Add a company."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.companies.actions import add_company
from penstock.companies.forms import AddForm
from penstock.companies.models import Company
from penstock.companies.requisites import requisite_warnings
from penstock.ui.answers import toast
from penstock.ui.asking import Question, go_on, put, sent


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The form of a new company."""
    form = AddForm(sent(request), by=request.actor)
    question = Question(_("New company"), _("Add the company"), reverse("companies:add"))
    return put(
        request,
        form,
        question,
        lambda: add_company(by=request.actor, **form.facts()),
        lambda company: _added(request, company),
    )


def _added(request: HttpRequest, company: Company) -> HttpResponse:
    page = reverse("companies:company", args=[company.pk])
    toast(request, _("Added “%(record)s”.") % {"record": company}, undo=reverse("companies:remove", args=[company.pk]))
    for sentence in requisite_warnings(company.inn, company.kpp, company.uscc).values():
        toast(request, sentence, kind="warning")
    return go_on(request, page)
