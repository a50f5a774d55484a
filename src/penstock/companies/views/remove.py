"""Take a company out of sight, and bring it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.companies.actions import remove_company, restore_company
from penstock.companies.models import Company
from penstock.companies.queries import removed_companies
from penstock.companies.views.company import company_or_404
from penstock.ui.answers import toast
from penstock.ui.asking import go_on


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The company leaves lists and search; its deals stay."""
    company = company_or_404(request, pk)
    remove_company(company, by=request.actor)
    toast(request, _("“%(record)s” is removed.") % {"record": company}, undo=reverse("companies:restore", args=[pk]))
    return go_on(request, reverse("companies:list"))


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """The removed company is back."""
    known = removed_companies(request.actor) | Company.objects.of(request.actor)
    company = get_object_or_404(known, pk=pk)
    if restore_company(company, by=request.actor):
        toast(request, _("“%(record)s” is back.") % {"record": company})
    return go_on(request, reverse("companies:company", args=[pk]))
