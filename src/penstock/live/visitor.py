"""Who listens to a stream: the same session, person and actor as for any page."""

from collections.abc import Iterable
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.cookie import parse_cookie

from penstock.workspaces.actor import Actor
from penstock.workspaces.middleware import person_of

Headers = Iterable[tuple[bytes, bytes]]


def actor_of(headers: Headers) -> Actor | None:
    """The actor behind a request's cookies; None for strangers and for host names that are not ours."""
    request = _request(headers)
    try:
        request.get_host()
    except DisallowedHost:
        return None
    person = person_of(request)
    return Actor.of_person(person) if person else None


def _request(headers: Headers) -> HttpRequest:
    named = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}
    request = HttpRequest()
    request.META = {"HTTP_HOST": named.get("host", ""), "SERVER_NAME": "", "SERVER_PORT": "80"}
    request.COOKIES = parse_cookie(named.get("cookie", ""))
    sessions = import_module(settings.SESSION_ENGINE)
    request.session = sessions.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = get_user(request)
    return request
