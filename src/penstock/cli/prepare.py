"""What `penstock up` does before it serves: migrate, load the demo into a new folder, refuse what is not safe."""

from gettext import gettext as _
from pathlib import Path

import click
from django.conf import settings

from penstock.cli import commands, listening
from penstock.cli.database import migrate
from penstock.common.statistics import refresh_statistics
from penstock.demo.company import PASSWORD
from penstock.workspaces.models import User, Workspace


@click.command()
@click.option("--demo", is_flag=True)
@click.option("--notes", type=click.Path(path_type=Path), required=True, help="Where to write what to announce.")
@click.pass_context
def command(context: click.Context, demo: bool, notes: Path) -> None:
    """Make the database ready."""
    migrate()
    if demo and not Workspace.objects.exists():
        click.echo(_("Loading the demo company …"))
        context.invoke(commands.load("demo"))
    refresh_statistics()
    if Workspace.objects.filter(is_demo=True).exists():
        _stay_home(settings.ENV["HOST"])
        notes.write_text(_sign_ins(), encoding="utf-8")
    else:
        notes.write_text("" if User.objects.exists() else _nobody(), encoding="utf-8")


def _stay_home(host: str) -> None:
    """Everybody knows the demo people's password."""
    if not listening.is_loopback(host):
        words = _(
            "This data folder holds the demo people, whose password is public, so Penstock does not listen on "
            "%(host)s. Choose another folder with PENSTOCK_DATA, or listen on 127.0.0.1."
        )
        raise click.ClickException(words % {"host": host})


def _nobody() -> str:
    """How the first person gets in."""
    commands = {
        "penstock invite you@example.com": _("makes a workspace and prints the link to it"),
        "penstock demo": _("loads a demo company instead"),
    }
    lines = [f"  {command:32}  {words}" for command, words in commands.items()]
    return "\n".join([_("Nobody can sign in yet. In another terminal:"), *lines, ""])


def _sign_ins() -> str:
    people = User.objects.filter(people__workspace__is_demo=True, email__endswith=".test").order_by("pk")
    lines = [f"  {email}  ({role})" for email, role in people.values_list("email", "people__role__name")]
    return "\n".join([_("Sign in with the password %(password)s as") % {"password": PASSWORD}, *lines, ""])
