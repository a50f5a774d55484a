"""What growth would be with other factors: the outcome alone for a slider that moved, a small page without scripts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.metrics.question import WrongQuestion
from penstock.metrics.views.waiting import once_ready
from penstock.reports.figures import Figures
from penstock.reports.frame import asked_for
from penstock.reports.growth import FACTORS, LEAST, MOST, REPORT, what_if
from penstock.ui.answers import is_partial


@require_GET
@once_ready
def try_factors(request: HttpRequest) -> HttpResponse:
    """The outcome of the changes that the address asks for."""
    asked = asked_for(REPORT, request.GET, request.actor)
    changes = {key: _percent(request.GET.get(key, "")) for key in FACTORS}
    context = {"asked": asked, "nav": "reports", "report": REPORT, "least": LEAST, "most": MOST}
    try:
        context["what_if"] = what_if(Figures(asked, request.actor), changes)
    except WrongQuestion as wrong:
        return render(request, "reports/what_if.html", {**context, "problem": wrong.message}, status=422)
    template = "reports/parts/outcome.html" if is_partial(request) else "reports/what_if.html"
    return render(request, template, context)


def _percent(text: str) -> int:
    """A change in whole percent within bounds; what is no number is no change."""
    digits = text.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        return 0
    return min(max(int(text), LEAST), MOST)
