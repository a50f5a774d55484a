"""The company's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from penstock.companies.facts import FACTS, PLACE, REQUISITES, custom_facts, fact_of, facts_of
from penstock.companies.models import Company
from penstock.companies.queries import children_of, readable_parent
from penstock.ui.panels import panels

MOST_CHILDREN = 50


@require_GET
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about the company on one page, which may also be a side sheet."""
    found, by = company_or_404(request, pk), request.actor
    children = list(children_of(found, by)[: MOST_CHILDREN + 1])
    context = {
        "company": found,
        "may_write": by.may_write_for(found.owner_id),
        "parent": readable_parent(found, by),
        "children": children[:MOST_CHILDREN],
        "has_more_children": len(children) > MOST_CHILDREN,
        "name": fact_of(found, "name", by),
        "owner": fact_of(found, "owner", by),
        "description": fact_of(found, "description", by),
        "facts": [*facts_of(found, FACTS, by), *custom_facts(found, by)],
        "place": facts_of(found, PLACE, by),
        "requisites": facts_of(found, REQUISITES, by),
        "main": panels("company", "main", request, found),
        "side": panels("company", "side", request, found),
    }
    return render(request, "companies/company.html", context)


def company_or_404(request: HttpRequest, pk: int) -> Company:
    """The company, if the person may read it."""
    return get_object_or_404(Company.objects.of(request.actor).select_related("owner"), pk=pk)
