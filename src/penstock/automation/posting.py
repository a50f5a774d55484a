"""Calling an address that somebody typed: never one of the house's own network, whatever it is spelled or renamed to.

The name is resolved once, the address is checked, and the connection goes to that very address (requests-hardened);
nothing is redirected, no proxy and no password file of the machine is used, and the whole call has a deadline.
"""

import queue
import threading
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from penstock.common.errors import Refused

CONNECT, READ, DEADLINE = 5.0, 10.0, 10.0
"""Seconds to connect, between two answers, and in all."""

LONGEST_ANSWER = 64 * 1024
LONGEST_URL = 2000


class NotDelivered(Exception):
    """It did not arrive, as far as we know; ``status`` is what was answered, if anything."""

    def __init__(self, words: str, status: int | None = None) -> None:
        super().__init__(words)
        self.status = status


class PublicOnly(IPFilterAdapter):
    """Connects to the address that was checked, and only to one that all the world can reach."""

    def build_connection_pool_key_attributes(self, *given: Any, **more: Any) -> Any:
        """The library has refused private, loopback and mapped addresses; whatever else is not public goes too."""
        host, pool = super().build_connection_pool_key_attributes(*given, **more)
        address = ip_address(str(host["host"]).strip("[]"))
        told = (address.is_multicast, address.is_reserved, getattr(address, "is_site_local", False))
        if not address.is_global or any(told):
            raise InvalidIPAddress(address)
        return host, pool


def checked_url(url: str) -> str:
    """An address that may be called; raises Refused with a sentence. Where its name leads is seen when it is called."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        told = parts.hostname and (parts.port or 1)
    except ValueError:
        told = None
    if not told or len(url) > LONGEST_URL or not url.isprintable() or " " in url or "\\" in url:
        raise Refused(_("This is not an address, such as https://example.com/hook."))
    if parts.scheme not in (("https", "http") if settings.WEBHOOKS_MAY_REACH_INSIDE else ("https",)):
        raise Refused(_("The address has to begin with https://."))
    if parts.username is not None or parts.password is not None:
        raise Refused(_("An address with a name and password in it is not called; the signature says who we are."))
    return url


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Post and answer the status; raises NotDelivered for anything but a 2xx within the deadline."""
    answered: queue.Queue[int | Exception] = queue.Queue(1)
    threading.Thread(target=_post_into, args=(answered, url, body, headers), name="webhook", daemon=True).start()
    try:
        found = answered.get(timeout=DEADLINE)
    except queue.Empty:
        raise NotDelivered(_("It did not answer within %(count)s seconds.") % {"count": int(DEADLINE)}) from None
    if isinstance(found, Exception):
        raise found
    return found


def _post_into(answered: "queue.Queue[int | Exception]", url: str, body: bytes, headers: dict[str, str]) -> None:
    try:
        answered.put(_post(url, body, headers))
    except NotDelivered as told:
        answered.put(told)
    except InvalidIPAddress:
        answered.put(NotDelivered(_("This address leads into a private network and is not called.")))
    except Exception as error:
        answered.put(NotDelivered(_("It could not be reached (%(reason)s).") % {"reason": type(error).__name__}))


def _post(url: str, body: bytes, headers: dict[str, str]) -> int:
    with _session() as session:
        told = {"Content-Type": "application/json", "User-Agent": "Penstock", **headers}
        options: Any = {"timeout": (CONNECT, READ), "allow_redirects": False, "stream": True}
        with session.post(checked_url(url), data=body, headers=told, **options) as answer:
            status = int(answer.status_code)
            answer.raw.read(LONGEST_ANSWER, decode_content=False)
    if not 200 <= status < 300:
        raise NotDelivered(_("It answered with the status %(status)s.") % {"status": status}, status)
    return status


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    inside = bool(settings.WEBHOOKS_MAY_REACH_INSIDE)
    session.mount("https://", HTTPAdapter() if inside else PublicOnly(is_https_proto=True))
    session.mount("http://", HTTPAdapter() if inside else PublicOnly(is_https_proto=False))
    return session
