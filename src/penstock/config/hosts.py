"""Which host names the server answers to."""

from typing import Any
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def allowed_hosts(env: dict[str, Any]) -> list[str]:
    """Loopback, the address it listens on, the public address and those that a setting adds; anything else gets 400."""
    hosts = [*LOOPBACK, env["HOST"], *env["ALLOWED_HOSTS"]]
    if env["PUBLIC_URL"]:
        hosts.append(urlsplit(env["PUBLIC_URL"]).hostname or "")
    return [host for host in dict.fromkeys(hosts) if host and host not in ("0.0.0.0", "::")]  # noqa: S104
