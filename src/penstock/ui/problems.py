"""Problems become sentences: a page for a browser, a part for htmx, JSON for a program; never a bare error."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from penstock.common.errors import NotPermitted, Problem, Unready
from penstock.ui.answers import is_partial

SIGN_OUT = "account_logout"


class ProblemMiddleware:
    """Answers a ``Problem`` that a view did not handle itself with its status and its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Somebody who signed in but works in no workspace may only sign out."""
        member = request.actor is not None or not request.user.is_authenticated
        if member or not getattr(view, "login_required", True) or _name(request) == SIGN_OUT:
            return None
        return render(request, "ui/no_workspace.html", status=403)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Only what a person may see; everything else is Django's 500."""
        if not isinstance(problem, Problem):
            return None
        told: dict[str, Any] = {"title": _("This was not done"), "message": problem.message, "fields": problem.fields}
        is_refused = isinstance(problem, NotPermitted)
        if isinstance(problem, Unready):
            told["missing"] = [one.as_json() for one in problem.missing]
        if request.accepts("text/html"):
            told |= {"is_refused": is_refused, "icon_name": "lock" if is_refused else ""}
            return render(request, _template(request, problem), told, status=problem.status)
        return JsonResponse(told, status=problem.status)


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _template(request: HttpRequest, problem: Problem) -> str:
    """A page; for htmx a dialog where the person has to do something else, a toast where nothing can be done."""
    if not is_partial(request):
        return "ui/error_page.html"
    return "ui/parts/refusal.html" if problem.status in (409, 422) else "ui/parts/error_toast.html"
