"""The page of one report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.metrics.question import WrongQuestion
from penstock.metrics.views.numbers import left_out_words
from penstock.metrics.views.waiting import once_ready
from penstock.reports.frame import asked_for, tools
from penstock.reports.placed import Opened, Placed
from penstock.reports.registry import REPORTS
from penstock.ui.panels import panels


@require_GET
@once_ready
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The controls, the tables with their files, and how it was reckoned."""
    found = REPORTS.get(key)
    if found is None:
        raise Http404
    asked = asked_for(found, request.GET, request.actor)
    acts = panels("report", "act", request, Opened(found, asked))
    context = {"report": found, "nav": found.nav, "acts": acts, **tools(found, asked, request.actor)}
    try:
        drawn = found.draw(asked, request.actor)
    except WrongQuestion as wrong:
        return render(request, found.template, {**context, "problem": wrong.message}, status=422)
    placed = [Placed(found, table, asked) for table in drawn.tables]
    context |= {
        "drawn": drawn,
        "tables": {one.table.key: (one.table, panels("report", "table", request, one)) for one in placed},
        "left_out": left_out_words(drawn.left_out),
        **drawn.more,
    }
    return render(request, found.template, context)
