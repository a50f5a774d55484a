"""The page that lists the reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.deals.models import Deal
from penstock.reports.registry import REPORTS


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Each report with a sentence; without a deal they would all be empty, and the page says what fills them."""
    has_deals = Deal.objects.of(request.actor).exists()
    return render(request, "reports/index.html", {"reports": REPORTS.values(), "has_deals": has_deals})
