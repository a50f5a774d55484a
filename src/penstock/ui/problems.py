"""Problems become sentences: a page for a browser, a part for htmx, JSON for a program; never a bare error."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from penstock.common.errors import Problem
from penstock.ui.answers import is_partial


class ProblemMiddleware:
    """Answers a ``Problem`` that a view did not handle itself with its status and its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Only what a person may see; everything else is Django's 500."""
        if not isinstance(problem, Problem):
            return None
        told = {"title": _("This was not done"), "message": problem.message, "fields": problem.fields}
        if request.accepts("text/html"):
            template = "ui/parts/error_toast.html" if is_partial(request) else "ui/error_page.html"
            return render(request, template, told, status=problem.status)
        return JsonResponse(told, status=problem.status)
