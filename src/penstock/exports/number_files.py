"""A table of the pages of numbers as a file: the same figures as on the screen, for the same question and reader."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.common.errors import Refused
from penstock.exports.files import FORMATS
from penstock.exports.table import Column, Export, Plain
from penstock.exports.views import sent
from penstock.metrics.asked import read
from penstock.metrics.asking import newest_closing
from penstock.metrics.catalogue import METRICS
from penstock.metrics.changes import Changes
from penstock.metrics.numbers import Line, Numbers, Table
from penstock.metrics.over_time import READ, SERIES, OverTime
from penstock.metrics.periods import period_of
from penstock.metrics.question import WrongQuestion
from penstock.metrics.views.waiting import once_ready

Found = Callable[[HttpRequest], Export]


@require_GET
@once_ready
def number_file(request: HttpRequest, table: str, file_format: str) -> HttpResponseBase:
    """The table that the address asks for; raises Refused where a filter names nobody."""
    if table not in TABLES or file_format not in FORMATS:
        raise Http404
    try:
        found = TABLES[table](request)
    except WrongQuestion as wrong:
        raise Refused(wrong.message) from wrong
    return sent(found, FORMATS[file_format], request, table)


def _numbers(name: str) -> Found:
    def found(request: HttpRequest) -> Export:
        page = Numbers(read(request.GET, newest_closing(request.actor)), request.actor)
        tables: dict[str, Callable[[], Table]] = {
            "pipeline": page.pipeline,
            "funnel": page.funnel,
            "people": page.people,
        }
        first = page.splits[page.split] if name == "people" else _("Stage")
        return as_export(tables[name](), str(first))

    return found


def _changes(request: HttpRequest) -> Export:
    newest = newest_closing(request.actor)
    asked = read(request.GET, newest)
    if "period" not in request.GET:
        asked = replace(asked, period=period_of("quarter", newest))
    return as_export(Changes(asked, request.actor).people(), _("Owner"))


def _over_time(request: HttpRequest) -> Export:
    newest = newest_closing(request.actor)
    page = OverTime(read(request.GET, newest), request.GET.get("step", ""), newest, request.actor)
    columns = [Column("day", _("End of"), str), *(Column(key, METRICS[key].name, str) for key in SERIES)]
    rows: Iterator[list[Plain]] = ([point.on, *(READ[key](point) for key in SERIES)] for point in reversed(page.points))
    return Export(_("The pipeline over time"), columns, rows)


def as_export(table: Table, name: str) -> Export:
    """The table as columns and rows: first what a line stands under where there are several, and its label."""
    has_under = any(line.under for line in table.lines)
    columns = [Column("name", name, str), *(Column(head, head, str) for head in table.heads)]
    under = [Column("under", "", str)] if has_under else []
    return Export(table.title, [*under, *columns], (_row(line, has_under) for line in table.lines))


def _row(line: Line, has_under: bool) -> list[Plain]:
    return [*([line.under] if has_under else []), line.label, *(cell.value for cell in line.cells)]


TABLES: dict[str, Found] = {
    **{name: _numbers(name) for name in ("pipeline", "funnel", "people")},
    "changes": _changes,
    "over-time": _over_time,
}
