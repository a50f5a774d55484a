"""`penstock export`: deals, companies, contacts, products, activities or events as a file."""

import sys
from gettext import gettext as _
from pathlib import Path

import click
from django.http import QueryDict
from django.utils import translation

from penstock.cli.workspace import existing_workspace
from penstock.common.errors import Refused
from penstock.exports.files import FORMATS
from penstock.exports.table import export
from penstock.exports.tables import TABLES
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Workspace


@click.command(help=_("Write what the filters find, read as the system or as one person."))
@click.argument("table", type=click.Choice(list(TABLES)), default="deals")
@click.option("--format", "file_format", type=click.Choice(list(FORMATS)), default="csv", help=_("The kind of file."))
@click.option("--where", multiple=True, metavar="FILTER=VALUE", help=_("Only these; several of one mean any of them."))
@click.option("--as", "email", metavar="EMAIL", help=_("What this person may see; everything, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help=_("The file; standard output else.")
)
def command(
    table: str, file_format: str, where: tuple[str, ...], email: str | None, workspace: str | None, output: Path | None
) -> None:
    if file_format == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError(_("A workbook is no text: say where it goes with --output FILE."))
    by = actor(workspace, email)
    try:
        found = export(TABLES[table], by, asked(where))
    except (Refused, ValueError) as problem:
        raise click.UsageError(str(problem)) from problem
    # Programs read JSON, so its values are the same in every shell.
    with (
        translation.override("en" if file_format == "json" else translation.get_language()),
        click.open_file(str(output or "-"), "wb") as file,
    ):
        for piece in FORMATS[file_format].pieces(found):
            file.write(piece)


def asked(where: tuple[str, ...]) -> QueryDict:
    """The filters as an address would hold them."""
    params = QueryDict(mutable=True)
    for text in where:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(
                _("--where wants a filter and a value, as owner=Ann; not “%(text)s”.") % {"text": text}
            )
        params.appendlist(name.strip(), value.strip())
    return params


def actor(workspace: str | None, email: str | None) -> Actor:
    """The system in the workspace, or the person with this address in it."""
    if email is None:
        return Actor.system(existing_workspace(workspace), "cli")
    return person_actor(email, [one for one in Workspace.objects.order_by("pk") if workspace in (None, one.name)])


def person_actor(email: str, workspaces: list[Workspace]) -> Actor:
    """Somebody who works in one of the workspaces."""
    for workspace in workspaces:
        people = Person.objects.on(workspace).filter(deactivated_at__isnull=True, user__email__iexact=email)
        person = people.select_related("workspace", "role", "team").first()
        if person is not None:
            return Actor.of_person(person, "cli")
    raise click.ClickException(_("Nobody with the address %(email)s works here.") % {"email": email})
