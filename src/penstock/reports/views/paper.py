"""A report as a file for paper."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from penstock.common.errors import Refused
from penstock.metrics.question import WrongQuestion
from penstock.metrics.views.waiting import once_ready
from penstock.paper.documents import download
from penstock.paper.pages import PDF
from penstock.reports.frame import asked_for
from penstock.reports.paper import as_pdf
from penstock.reports.registry import REPORTS


@require_GET
@once_ready
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """The report that the address asks for; raises Refused where a filter names nobody."""
    found = REPORTS.get(key)
    if found is None:
        raise Http404
    asked = asked_for(found, request.GET, request.actor)
    try:
        drawn = found.draw(asked, request.actor)
    except WrongQuestion as wrong:
        raise Refused(wrong.message) from wrong
    address = settings.PUBLIC_URL + reverse("reports:report", args=[key]) + asked.query()
    return download(as_pdf(found, drawn, asked, request.actor, address), str(found.name), "pdf", PDF)
