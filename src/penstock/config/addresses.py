"""Reads the settings that are addresses: the database's, the mail server's and our own."""

from gettext import gettext as _
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from penstock.config.wrong import WrongSetting


def database(address: str) -> dict[str, Any]:
    """Django's way of saying `postgresql://user:password@host:5432/name?sslmode=require`."""
    parts = _split(address)
    name = parts.path.lstrip("/")
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise WrongSetting(_looks("postgresql://user:password@host:5432/name"))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def mail_server(address: str) -> dict[str, Any]:
    """The Django settings for `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465` (TLS from the start)."""
    parts = _split(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise WrongSetting(_looks("smtp://user:password@host:587", "smtps://user:password@host:465"))
    direct = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if direct else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": direct,
        "EMAIL_USE_TLS": not direct and parts.hostname not in ("localhost", "127.0.0.1", "::1"),
    }


def web(address: str) -> str:
    """An http or https address without a path, as `https://crm.example.com`."""
    parts = _split(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise WrongSetting(_("it must look like %(example)s, without a path") % {"example": "https://crm.example.com"})
    return f"{parts.scheme}://{parts.netloc}"


def issuer(address: str) -> str:
    """The address of an OpenID Connect provider; it may have a path."""
    parts = _split(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongSetting(_looks("https://login.example.com/realms/company"))
    return address.rstrip("/")


def _looks(*examples: str) -> str:
    return _("it must look like %(example)s") % {"example": " | ".join(examples)}


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it is the check
    except ValueError as error:
        raise WrongSetting(_("it is not an address (%(reason)s)") % {"reason": error}) from error
    return parts
