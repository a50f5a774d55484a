"""The refused rows of a table as a file, with the reason in a column."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from penstock.imports.queries import imports_of
from penstock.imports.refusals import refused_csv, refused_tables
from penstock.workspaces.requests import MemberRequest


@require_GET
def refused(request: MemberRequest, pk: int, number: int) -> StreamingHttpResponse:
    """A CSV file to correct and import again."""
    one = get_object_or_404(imports_of(request.actor), pk=pk)
    tables = refused_tables(one)
    if number >= len(tables):
        raise Http404
    response = StreamingHttpResponse(refused_csv(one, tables[number]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-{one.pk}-{number + 1}.csv"'
    return response
