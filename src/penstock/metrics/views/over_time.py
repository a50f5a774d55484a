"""The page that tells how the pipeline came to be what it is: curves over months or weeks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.metrics.asked import read
from penstock.metrics.asking import newest_closing
from penstock.metrics.over_time import STEPS, OverTime
from penstock.metrics.question import WrongQuestion
from penstock.metrics.views.numbers import left_out_words, pages, tabs, tools
from penstock.metrics.views.waiting import once_ready
from penstock.ui.panels import panels


@require_GET
@once_ready
def over_time(request: HttpRequest) -> HttpResponse:
    """Open value, weighted value and the number of open deals."""
    newest = newest_closing(request.actor)
    asked = read(request.GET, newest)
    page = OverTime(asked, request.GET.get("step", ""), newest, request.actor)
    context = {
        **tools(asked, request.actor),
        "tabs": tabs(asked, newest),
        "pages": pages("over_time", asked),
        "files": panels("numbers", "table", request, "over-time"),
        "step": page.step,
        "steps": [(key, words, asked.query(step=key), key == page.step) for key, words in STEPS.items()],
    }
    try:
        context |= {"page": page, "left_out": left_out_words(page.left_out())}
    except WrongQuestion as wrong:
        return render(request, "metrics/over_time.html", {**context, "problem": wrong.message}, status=422)
    return render(request, "metrics/over_time.html", context)
