"""Tells the browser to take scripts, styles and everything else from here only."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}


class ContentPolicyMiddleware:
    """Sets Content-Security-Policy and its relatives on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = policy(settings.ENV["OIDC_ISSUER"])

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def policy(issuer: str | None) -> str:
    """The header's text; a form may lead to the sign-in provider, because Chromium checks where a form redirects."""
    provider = f" {urlsplit(issuer).scheme}://{urlsplit(issuer).netloc}" if issuer else ""
    return "; ".join(f"{name} {value}" for name, value in (POLICY | {"form-action": f"'self'{provider}"}).items())
