"""Scorecards as a file for paper."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.attainment.asked import read
from penstock.attainment.paper import as_pdf
from penstock.attainment.scorecards import Scorecards
from penstock.attainment.views.targets import label_of
from penstock.common import clock
from penstock.metrics.views.waiting import once_ready
from penstock.paper.documents import download
from penstock.paper.pages import PDF
from penstock.workspaces.requests import MemberRequest


@require_GET
@once_ready
def paper(request: MemberRequest) -> HttpResponse:
    """Everybody's cards of the period and day that the address asks for, of whom the reader may see."""
    by = request.actor
    asked = read(request.GET, clock.day_of(clock.now(), by.workspace.zone))
    address = settings.PUBLIC_URL + reverse("attainment:kpis") + asked.query
    cards = Scorecards(by, asked.when, asked.as_of)
    return download(as_pdf(cards, label_of(asked.when), address), _("Scorecards"), "pdf", PDF)
