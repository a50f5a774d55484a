"""What a customer sees behind a link: three questions and a thank-you, or one and the same answer to whatever is wrong.

Nobody signs in here, so whoever asks too often is sent away, and nothing tells a wrong secret from an old one.
"""

from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.losses.actions import answer_survey
from penstock.losses.forms import AnswerForm
from penstock.losses.models import LossSurvey
from penstock.losses.queries import survey_of
from penstock.losses.wording import languages, offered
from penstock.workspaces.actor import Actor

DOOR = "survey"
OFTEN, WINDOW = 30, 60
"""So many times in so many seconds from one address."""

LARGEST = 20_000
"""Bytes that an answer may have; three boxes never fill them."""

QUIET = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


def for_customers(view: Any) -> Any:
    """No sign-in, in the language of the address, unseen by search engines, not too often."""

    @wraps(view)
    def shown(request: HttpRequest, language: str, **more: Any) -> HttpResponse:
        if language not in dict(settings.LANGUAGES):
            raise Http404
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response: HttpResponse = _too_often(request) or view(request, language, **more)
        for name, value in QUIET.items():
            response.headers.setdefault(name, value)
        return response

    return login_not_required(never_cache(sensitive_post_parameters()(shown)))


@for_customers
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, language: str, secret: str) -> HttpResponse:
    """The questions; answered, a thank-you. Looking at them changes nothing, for mail programs open links too."""
    survey = survey_of(secret) if _size(request) <= LARGEST else None
    if survey is None:
        return _closed(request)
    by = Actor.system(survey.workspace, DOOR)
    form = AnswerForm(request.POST if request.method == "POST" else None, offered=offered(by, language))
    if form.is_bound and form.is_valid() and _taken_down(secret, form, by):
        return HttpResponseRedirect(reverse("losses:thanks", args=[language]))
    return _questions(request, form, survey)


@for_customers
@require_http_methods(["GET"])
def thanks(request: HttpRequest, language: str) -> HttpResponse:
    """The same for everybody; its address holds no secret."""
    return render(request, "losses/public/thanks.html", {"language": language})


def _taken_down(secret: str, form: AnswerForm, by: Actor) -> bool:
    try:
        answer_survey(secret, form.said(by), by=by)
    except Refused as problem:
        form.add_error(None, problem.message)
        return False
    return True


def _questions(request: HttpRequest, form: AnswerForm, survey: LossSurvey) -> HttpResponse:
    own_names = [(_own_name(code), reverse("losses:answer", args=[code, _secret(request)])) for code in languages()]
    told = {"form": form, "workspace": survey.workspace.name, "languages": own_names}
    response = render(request, "losses/public/questions.html", told, status=422 if form.errors else 200)
    # With "no-referrer" browsers send the form with "Origin: null", which the check against forgery refuses. The page
    # leads nowhere else, and "same-origin" tells other sites as little.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _own_name(code: str) -> str:
    """What the language calls itself."""
    return str(translation.get_language_info(code)["name_local"])


def _size(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() and len(told) < 10 else LARGEST + 1


def _secret(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs["secret"]) if match else ""


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "losses/public/closed.html", status=404)


def _too_often(request: HttpRequest) -> HttpResponse | None:
    """Counted by address and minute in this process."""
    key = f"losses.public:{get_adapter().get_client_ip(request)}:{int(clock.now().timestamp()) // WINDOW}"
    cache.add(key, 0, 2 * WINDOW)
    if cache.incr(key) <= OFTEN:
        return None
    response = render(request, "losses/public/too_often.html", status=429)
    response.headers["Retry-After"] = str(WINDOW)
    return response
