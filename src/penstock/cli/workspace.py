"""Which workspace a command works in; on an empty data folder the first one is made."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

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


def open_workspace(name: str | None, files: Sequence[Path], currency: str | None) -> tuple[Actor, dict[str, Any]]:
    """The system as an actor in the workspace, and how to sign in where it has just been made."""
    workspaces = list(Workspace.objects.order_by("pk"))
    if not workspaces:
        return _first(name or "My company", currency, home_of(files))
    found = [one for one in workspaces if name is None or one.name == name]
    if not found:
        known = ", ".join(f"“{one.name}”" for one in workspaces)
        raise click.BadParameter(f"There is no workspace “{name}”, only {known}.", param_hint="--workspace")
    return Actor.system(found[0], "cli"), {}


def home_of(files: Sequence[Path]) -> Home:
    """Where a company probably is, by the letters of its headers; all of it can be changed in the settings."""
    headers = "".join(header for table in open_files(files) for header in table.headers)
    russian = sum("а" <= sign <= "я" for sign in headers.casefold())
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in headers)
    if max(russian, 2 * chinese) * 4 < len(headers):
        return ENGLISH
    return RUSSIAN if russian > 2 * chinese else CHINESE


def _first(name: str, currency: str | None, home: Home) -> tuple[Actor, dict[str, Any]]:
    """A workspace with an administrator, whose password is told once."""
    money = (currency or home.currency).upper()
    workspace = create_workspace(name, by=None, currency=money, language=home.language, region=home.region)
    by = Actor.system(workspace, "cli")
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(OWNER, password)
    add_person("Administrator", by=by, role="owner", user=user)
    click.echo(f"Made the workspace “{name}”. Sign in as {OWNER} with the password {password}", err=True)
    return by, {"sign_in": {"email": OWNER, "password": password}}
