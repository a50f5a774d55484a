"""The door of exports on the screen: a file of what the address filters."""

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from penstock.exports.files import FORMATS, Format
from penstock.exports.table import Export, export
from penstock.exports.tables import TABLES
from penstock.paper.documents import called

BESIDE = ("sort", "sheet", "after", "colour", "group")
"""What may stand in the address of a board or a list and filters nothing."""


@require_GET
def download(request: HttpRequest, table: str, file_format: str) -> StreamingHttpResponse:
    """Everything that the reader may see and that fits the filters, sent while it is read."""
    asked = request.GET.copy()
    for name in BESIDE:
        asked.pop(name, None)
    return sent(export(TABLES[table], request.actor, asked), FORMATS[file_format], request, table)


def sent(found: Export, written: Format, request: HttpRequest, what: str) -> StreamingHttpResponse:
    """The file as an answer; its name says whose it is, what it holds and of which day."""
    response = StreamingHttpResponse(_in_the_readers_words(found, written), content_type=written.content_type)
    name = called(f"{request.actor.workspace.name}-{what}", written.key)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _in_the_readers_words(found: Export, written: Format):  # type: ignore[no-untyped-def]
    """The pieces, in the language and time zone of the request, which is over by the time they are sent."""
    language, zone = translation.get_language(), timezone.get_current_timezone()
    pieces = written.pieces(found)
    while True:
        with translation.override(language), timezone.override(zone):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
