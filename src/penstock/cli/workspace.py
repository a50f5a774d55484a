"""Which workspace a command works in; on an empty data folder the first one is made."""

import secrets
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any, NamedTuple

import click
from django.utils import translation

from penstock.cli.database import has_tables
from penstock.imports.reading import open_files
from penstock.people.actions import add_person, create_workspace
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import User, Workspace

OWNER = "owner@penstock.local"


class Home(NamedTuple):
    """What a new workspace begins with."""

    language: str
    region: str
    currency: str


ENGLISH, RUSSIAN, CHINESE = Home("en", "US", "USD"), Home("ru", "RU", "RUB"), Home("zh-hans", "CN", "CNY")
HOMES = {home.language: home for home in (ENGLISH, RUSSIAN, CHINESE)}


def open_workspace(name: str | None, files: Sequence[Path], currency: str | None) -> tuple[Actor, dict[str, Any]]:
    """The system as an actor in the workspace, and how to sign in where it has just been made."""
    found = chosen_workspace(name)
    return (Actor.system(found, "cli"), {}) if found else _first(name, currency, home_of(files))


def chosen_workspace(name: str | None) -> Workspace | None:
    """The one of this name, or the only one; None on an empty folder. Anything else is wrong usage."""
    known = list(Workspace.objects.order_by("pk")) if has_tables() else []
    if name is None:
        # The demo's second company is there only to show that nobody of the first sees it.
        found = [one for one in known if not one.is_demo] or known[:1]
    else:
        found = [one for one in known if one.name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    if not known:
        return None
    names = ", ".join(one.name for one in known)
    if not found:
        words = _("There is no workspace “%(name)s”, only: %(names)s.") % {"name": name, "names": names}
        raise click.BadParameter(words, param_hint="--workspace")
    raise click.UsageError(_("Say which workspace with --workspace: %(names)s.") % {"names": names})


def existing_workspace(name: str | None) -> Workspace:
    """The chosen one, where there has to be one already."""
    found = chosen_workspace(name)
    if found is None:
        raise click.ClickException(_("There is no workspace yet; import a file or load the demo first."))
    return found


def new_workspace(name: str | None, currency: str | None, home: Home) -> Workspace:
    """A workspace whose roles are called in its own language."""
    money = (currency or home.currency).upper()
    with translation.override(home.language):
        return create_workspace(
            name or _("My company"), by=None, currency=money, language=home.language, region=home.region
        )


def home_of(files: Sequence[Path]) -> Home:
    """Where a company probably is, by the letters of its headers; all of it can be changed in the settings."""
    headers = "".join(header for table in open_files(files) for header in table.headers)
    russian = sum("а" <= sign <= "я" for sign in headers.casefold())
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in headers)
    if max(russian, 2 * chinese) * 4 < len(headers):
        return ENGLISH
    return RUSSIAN if russian > 2 * chinese else CHINESE


def _first(name: str | None, currency: str | None, home: Home) -> tuple[Actor, dict[str, Any]]:
    """A workspace with an administrator, whose password is told once."""
    workspace = new_workspace(name, currency, home)
    by = Actor.system(workspace, "cli")
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(OWNER, password)
    add_person(_("Administrator"), by=by, role="owner", user=user)
    words = _("Made the workspace “%(name)s”. Sign in as %(email)s with the password %(password)s")
    click.echo(words % {"name": workspace.name, "email": OWNER, "password": password}, err=True)
    return by, {"sign_in": {"email": OWNER, "password": password}}
