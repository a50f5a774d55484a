"""What a company owes past the due day, written by hand where no accounting system tells it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.companies.actions import set_company_fact
from penstock.companies.models import Company, CompanyFact
from penstock.companies.views.company import company_or_404
from penstock.journal.models import Event
from penstock.ui.answers import answer, then, toast, with_then
from penstock.ui.asking import Question, go_on, put, sent
from penstock.ui.numbers import AmountField

KEY = "overdue_debt"


@require_http_methods(["GET", "POST"])
def debt(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how much is overdue today."""
    company = company_or_404(request, pk)
    known = CompanyFact.objects.on(company).filter(key=KEY).first()
    form = forms.Form(sent(request), initial={"amount": known.amount if known else None})
    label = _("Overdue debt, %(currency)s") % {"currency": request.actor.workspace.currency}
    form.fields["amount"] = AmountField(label=label, help_text=_("As of today; 0 when all is paid."))
    heading = _("What does “%(company)s” owe past the due day?") % {"company": company}
    question = Question(heading, _("Save"), with_then(request, reverse("companies:debt", args=[pk])))

    def told(event: Event | None) -> HttpResponse:
        if event is not None:
            toast(request, _("The overdue debt is saved."))
        page = reverse("companies:company", args=[pk])
        return go_on(request, then(request)) if then(request) else answer(request, [], instead=page)

    return put(request, form, question, lambda: _save(request, form, company), told)


def _save(request: HttpRequest, form: forms.Form, company: Company) -> Event | None:
    return set_company_fact(company, KEY, form.cleaned_data["amount"], by=request.actor)
