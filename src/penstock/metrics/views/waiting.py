"""While the numbers are being prepared, a page says so, and gives way to the one asked for when they are ready."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from penstock.metrics.asked import known_on
from penstock.metrics.copies import one_reading
from penstock.metrics.keeping import NotReady

View = Callable[..., HttpResponseBase]
WAITING = "numbers-waiting"
"""The part that asks again and again; what is drawn then replaces it, or the whole page when all is ready."""


def once_ready(view: View) -> View:
    """Answer with the page that waits until the view can."""

    @wraps(view)
    def answer(request: HttpRequest, **address: int) -> HttpResponseBase:
        waits = request.headers.get("HX-Target") == WAITING
        try:
            with one_reading(request.actor.workspace), _what_was_known(request):
                response = view(request, **address)
        except NotReady as wait:
            template = "metrics/parts/waiting.html" if waits else "metrics/waiting.html"
            return render(request, template, {"percent": round(100 * wait.done)}, status=202)
        return HttpResponse(headers={"HX-Refresh": "true"}) if waits else response

    return answer


def _what_was_known(request: HttpRequest) -> AbstractContextManager[None]:
    """One reading also of what was known on a day, where the page asks by that."""
    day = known_on(request.GET)
    return one_reading(request.actor.workspace, day) if day else nullcontext()
