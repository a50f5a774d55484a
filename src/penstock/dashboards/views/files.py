"""The files of a dashboard: the table behind a widget, or a workbook of all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from penstock.dashboards.drawing import draw, draw_all
from penstock.dashboards.files import export_of, workbook
from penstock.dashboards.reading import Reading
from penstock.dashboards.views.page import Page, page_of
from penstock.exports.files import FORMATS
from penstock.metrics.views.waiting import once_ready


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
    reading = Reading.of(request.actor, request.GET)
    if place == "all":
        content, name = workbook(draw_all(page.drafts, reading)), page.name
    elif int(place) < len(page.drafts):
        drawn = draw(page.drafts[int(place)], reading)
        content, name = b"".join(FORMATS[extension].pieces(export_of(drawn))), drawn.title
    else:
        raise Http404
    response = HttpResponse(content, content_type=FORMATS[extension].content_type)
    called = f"{slugify(name, allow_unicode=True) or 'penstock'}-{timezone.localdate()}.{extension}"
    response.headers["Content-Disposition"] = _attachment(called)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _attachment(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"
