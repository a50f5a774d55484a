"""The files of a dashboard: the table behind a widget, a workbook of all, or what the screen shows on paper."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from penstock.dashboards.drawing import draw_all
from penstock.dashboards.files import export_of, workbook
from penstock.dashboards.paper import about, as_pdf
from penstock.dashboards.reading import Reading
from penstock.dashboards.views.page import Page, page_of, query
from penstock.exports.files import FORMATS
from penstock.metrics.views.waiting import once_ready
from penstock.paper.documents import download
from penstock.paper.pages import PDF


@require_GET
@once_ready
def file(request: HttpRequest, pk: int, place: str, extension: str) -> HttpResponse:
    """A file of a dashboard that is kept."""
    return _sent(request, page_of(request.actor, pk), place, extension)


@require_GET
@once_ready
def ready_file(request: HttpRequest, key: str, place: str, extension: str) -> HttpResponse:
    """A file of a ready dashboard."""
    return _sent(request, page_of(request.actor, key=key), place, extension)


def _sent(request: HttpRequest, page: Page, place: str, extension: str) -> HttpResponse:
    """The file of one widget or of all."""
    reading = Reading.of(request.actor, request.GET)
    if place != "all" and int(place) >= len(page.drafts):
        raise Http404
    drawn = draw_all(page.drafts if place == "all" else [page.drafts[int(place)]], reading)
    name = page.name if place == "all" else drawn[0].title
    if extension == "pdf":
        address = settings.PUBLIC_URL + page.url + query(request, wall=None)
        content = as_pdf(name, drawn, about(reading), address)
    elif place == "all":
        content = workbook(drawn)
    else:
        content = b"".join(FORMATS[extension].pieces(export_of(drawn[0])))
    return download(content, name, extension, PDF if extension == "pdf" else FORMATS[extension].content_type)
