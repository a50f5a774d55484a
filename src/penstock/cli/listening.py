"""Takes the address to listen on, or says in a sentence why it cannot be had."""

import errno
import ipaddress
import socket
from gettext import gettext as _

import click


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that the web process inherits, so that a restart of it never gives the port away."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise click.ClickException(_sentence(host, port, error)) from error
    listener.listen(512)
    listener.set_inheritable(True)
    return listener


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def url(host: str, port: int) -> str:
    """The address for a browser; a wildcard is reached through loopback."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - it is compared, not bound
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        words = _(
            "Port %(port)s on %(host)s is in use by another program. Stop it, or choose another with PENSTOCK_PORT."
        )
    elif error.errno == errno.EACCES:
        words = _("Port %(port)s may only be used by root. Choose one above 1023 with PENSTOCK_PORT.")
    else:
        words = _("Cannot listen on %(host)s:%(port)s (%(reason)s). Check PENSTOCK_HOST and PENSTOCK_PORT.")
    return words % {"port": port, "host": host, "reason": error.strerror or error}
