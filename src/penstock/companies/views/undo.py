"""Take a change of a company back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.companies.actions import undo_company_change
from penstock.companies.views.company import company_or_404
from penstock.ui.answers import toast
from penstock.ui.asking import go_on


@require_POST
def undo(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """The facts are as they were."""
    company = company_or_404(request, pk)
    if undo_company_change(company, position, by=request.actor):
        toast(request, _("“%(record)s” is as it was.") % {"record": company})
    return go_on(request, reverse("companies:company", args=[pk]))
