"""Answers whether web, worker and database are well."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from penstock import __version__
from penstock.live import heartbeat


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the version and the journal's position, or 503 with the reason."""
    reasons = []
    position = None
    try:
        position = journal_position()
    except DatabaseError as error:
        reasons.append(f"The database does not answer: {type(error).__name__}.")
    if not heartbeat.is_fresh():
        reasons.append("The worker has not been heard of for a while.")
    facts = {"status": "failing" if reasons else "ok", "version": __version__, "journal_position": position}
    answer = JsonResponse(facts | ({"reasons": reasons} if reasons else {}), status=503 if reasons else 200)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # it is asked every few seconds: who asks is told
    return answer


def journal_position() -> int:
    """The number of events in all workspaces together; raises DatabaseError when the database is not well."""
    from penstock.workspaces.models import Workspace

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(SUM(journal_head), 0) FROM {Workspace._meta.db_table}")  # noqa: S608
        return int(cursor.fetchone()[0])


def no_stream(request: HttpRequest) -> HttpResponse:
    """A server that only speaks WSGI has no streams: 204 tells the browser not to ask again."""
    return HttpResponse(status=204)
