"""How a view answers a form: with partials to htmx, with a redirect to a browser without JavaScript."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

Part = tuple[str, dict[str, Any]]

NOT_THERE = "-"
"""Stands for an address that a toast does not have, before another that it has."""


def is_partial(request: HttpRequest) -> bool:
    """Whether htmx asks, so that parts and not a whole page are wanted."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def toast(request: HttpRequest, text: str | Promise, *, undo: str = "", kind: str = "done", plan: str = "") -> None:
    """Says one sentence to the person, now or on the next page; ``undo`` is the address that takes it back.

    ``kind`` is ``done``, ``won``, ``lost``, ``warning`` or ``error``; ``plan`` is where what comes next is planned.
    """
    tags = f"{kind} {undo or NOT_THERE} {plan}" if plan else f"{kind} {undo}".strip()
    messages.add_message(request, messages.SUCCESS, str(text), extra_tags=tags)


def answer(
    request: HttpRequest, parts: Iterable[Part], *, instead: str, happened: dict[str, Any] | None = None
) -> HttpResponse:
    """The parts, and the waiting toasts beside them, to htmx; a redirect to ``instead`` to everybody else.

    A form that is a page of its own, and not a dialog over another, goes on to ``instead`` too: it has nothing left
    to show. ``happened`` names the DOM events that other parts of the page listen to: ``{"deal-changed": {"id": 42}}``.
    """
    parts = list(parts)
    if not is_partial(request):
        return HttpResponseRedirect(instead)
    if not parts and _is_own_page(request):
        return HttpResponse(headers={"HX-Redirect": instead})
    drawn = [render_to_string(template, context, request) for template, context in parts]
    drawn.append(render_to_string("ui/parts/toasts.html", {}, request))
    response = HttpResponse("".join(drawn))
    if happened:
        response["HX-Trigger"] = json.dumps(happened)
    return response


def with_then(request: HttpRequest, url: str) -> str:
    """An address that carries on the ``then`` of this one: where the reader goes once the form is done."""
    where = then(request)
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'then': where})}" if where else url


def then(request: HttpRequest) -> str:
    """The address of ours that this one names as the next, such as the dialog that wanted what is done here."""
    where = request.GET.get("then", "")
    return where if where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None) else ""


def _is_own_page(request: HttpRequest) -> bool:
    """Whether the form was sent from the page at its own address."""
    return urlsplit(request.headers.get("HX-Current-URL", "")).path == request.path
