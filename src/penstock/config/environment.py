"""The few settings, each read from the environment once: its name, what it means, its default and its check."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

from penstock.config import addresses
from penstock.config.wrong import WrongSetting, WrongSettings

REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Setting:
    """One environment variable; ``parse`` turns its text into a value or raises WrongSetting."""

    name: str
    meaning: str
    default: str
    parse: Callable[[str], Any]
    unset: Callable[[], Any] = lambda: None


def is_checkout() -> bool:
    """Whether we run from a checkout of the repository and not from an installed package."""
    return (REPOSITORY / "pyproject.toml").exists()


def data_folder() -> Path:
    """`data` in a checkout of the repository, else where this system keeps a person's data."""
    if is_checkout():
        return REPOSITORY / "data"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/Penstock"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Penstock"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "penstock"


def folder(text: str) -> Path:
    """A folder that exists or can be made."""
    path = Path(text).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise WrongSetting(_("%(path)s is a file, not a folder") % {"path": path})
    return path


def port(text: str) -> int:
    """A TCP port."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise WrongSetting(_("it must be a port between 1 and 65535, not “%(text)s”") % {"text": text})
    return int(text)


def key(text: str) -> str:
    """A secret long enough to sign with."""
    if len(text) < 32:
        raise WrongSetting(_("it must have at least 32 characters; leave it out and one is made and kept"))
    return text


def names(text: str) -> tuple[str, ...]:
    """Host names between commas."""
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if any("/" in name or "*" in name for name in found):
        raise WrongSetting(_("it must be host names between commas, without * and without https://"))
    return found


def switch(text: str) -> bool:
    """1 or 0."""
    if text.lower() not in ("0", "1", "true", "false", "yes", "no"):
        raise WrongSetting(_("it must be 1 or 0, not “%(text)s”") % {"text": text})
    return text.lower() in ("1", "true", "yes")


SETTINGS = (
    Setting(
        "PENSTOCK_DATA",
        "The folder that holds everything: database, uploads, secret key, outgoing mail without a mail server.",
        "`data` in the repository, otherwise the user's data folder",
        folder,
        data_folder,
    ),
    Setting(
        "PENSTOCK_DATABASE_URL",
        "A PostgreSQL database, as `postgresql://user:password@host:5432/name?sslmode=require`.",
        "an SQLite file in the data folder",
        addresses.database,
    ),
    Setting("PENSTOCK_HOST", "The address to listen on.", "`127.0.0.1`", str, lambda: "127.0.0.1"),
    Setting("PENSTOCK_PORT", "The port to listen on.", "`8000`", port, lambda: 8000),
    Setting(
        "PENSTOCK_PUBLIC_URL",
        "The address that people type, as `https://crm.example.com`; with https, cookies are sent over https only.",
        "none: reached under the address it listens on",
        addresses.web,
    ),
    Setting(
        "PENSTOCK_ALLOWED_HOSTS",
        "Further host names under which the server answers, between commas.",
        "only loopback, the listening address and the public one",
        names,
        tuple,
    ),
    Setting(
        "PENSTOCK_SECRET_KEY",
        "Signs sessions and links; at least 32 characters.",
        "made on the first start and kept in the data folder",
        key,
    ),
    Setting(
        "PENSTOCK_SMTP_URL",
        "The mail server, as `smtp://user:password@host:587` (STARTTLS) or `smtps://user:password@host:465`.",
        "mail is written to the folder `outbox` in the data folder",
        addresses.mail_server,
    ),
    Setting("PENSTOCK_MAIL_FROM", "The sender of our mail.", "`penstock@localhost`", str, lambda: "penstock@localhost"),
    Setting(
        "PENSTOCK_WEBHOOKS_INSIDE",
        "Lets automations call addresses of this machine's own network and without encryption; "
        "whoever sets automations up can then reach whatever this machine can.",
        "`0`: only https, and only addresses that all the world can reach",
        switch,
        bool,
    ),
    Setting("PENSTOCK_OIDC_ISSUER", "The OpenID Connect provider people may sign in with.", "none", addresses.issuer),
    Setting("PENSTOCK_OIDC_CLIENT_ID", "Our client id at that provider.", "none", str),
    Setting("PENSTOCK_OIDC_CLIENT_SECRET", "Our client secret at that provider.", "none", str),
    Setting(
        "PENSTOCK_OIDC_NAME",
        "What the sign-in button calls the provider.",
        "`Single sign-on`",
        str,
        lambda: "Single sign-on",
    ),
    Setting(
        "PENSTOCK_DEBUG",
        "For developers: error pages with the program's state. Never on a server.",
        "`0`",
        switch,
        bool,
    ),
)


def read(environ: Mapping[str, str]) -> dict[str, Any]:
    """Every setting's value by its name without the prefix; raises WrongSettings with a sentence for each wrong one."""
    values, wrong = {}, []
    for setting in SETTINGS:
        text = environ.get(setting.name, "").strip()
        try:
            values[setting.name.removeprefix("PENSTOCK_")] = setting.parse(text) if text else setting.unset()
        except WrongSetting as error:
            wrong.append(_("%(name)s cannot be used: %(reason)s.") % {"name": setting.name, "reason": error})
    wrong += _half_set(values)
    if wrong:
        raise WrongSettings(wrong)
    return values


def _half_set(values: dict[str, Any]) -> list[str]:
    given = [bool(values.get(f"OIDC_{part}")) for part in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")]
    if any(given) and not all(given):
        return [_("PENSTOCK_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET belong together: set all three or none.")]
    return []
