"""The list of companies."""

from django.db.models import F, IntegerField, Q, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.companies.models import Company
from penstock.ui.answers import is_partial
from penstock.ui.lists import containing, slice_of

SORTS = {
    "name": F("name"),
    "sector": F("sector"),
    "city": F("city"),
    "employees": Coalesce(F("employees"), Value(-1), output_field=IntegerField()),
    "created": F("created_at"),
}


@require_GET
def companies(request: HttpRequest) -> HttpResponse:
    """The companies that one may see, by any part of the name, an INN, a place or a sector."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rows = Company.objects.of(request.actor).select_related("owner")
    if text:
        rows = rows.filter(_fitting(text))
    found = slice_of(request, rows, SORTS)
    context = {"companies": found.rows, "sort": found.sort, "more_url": found.more_url, "q": text}
    template = "companies/parts/rows.html" if is_partial(request) else "companies/list.html"
    return render(request, template, {**context, "can_add": request.actor.may_write, "label": _("Companies")})


def _fitting(text: str) -> Q:
    return containing("name", text) | Q(inn__startswith=text) | containing("city", text) | containing("sector", text)
