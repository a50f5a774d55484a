"""`penstock invite ADDRESS`: prints the link with which somebody joins; the first one makes the workspace."""

from gettext import gettext as _

import click

from penstock.cli.database import migrate
from penstock.cli.output import format_option, show
from penstock.cli.workspace import HOMES, chosen_workspace, new_workspace
from penstock.config.language import language
from penstock.people.actions import invite_person, renew_invitation
from penstock.people.mail import invitation_link
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@click.command(help=_("Let somebody join; whoever holds the link may choose a password within a week."))
@click.argument("address")
@click.option("--name", help=_("Their name; otherwise what stands before the @."))
@click.option("--role", help=_("rep, manager, viewer or owner (administrator); the first person is the owner."))
@click.option("--workspace", "name_of_workspace", help=_("Which workspace, by name; on an empty folder its name."))
@click.option("--currency", help=_("Of a new workspace; that of your language, unless told."))
@format_option
def command(
    address: str, name: str | None, role: str | None, name_of_workspace: str | None, currency: str | None, output: str
) -> None:
    migrate()
    found = chosen_workspace(name_of_workspace)
    first = found is None
    workspace = found or new_workspace(name_of_workspace, currency, HOMES[language()])
    by = Actor.system(workspace, "cli")
    known = Person.objects.of(by).filter(email=address.strip().lower(), deactivated_at__isnull=True).first()
    if known is not None:
        secret = renew_invitation(known, by=by)
    else:
        held = role or ("owner" if first else "rep")
        known, secret = invite_person(name or address.split("@")[0], address, by=by, role=held)
    link = invitation_link(secret)
    data = {"workspace": by.workspace.name, "email": known.email, "role": known.role.key, "link": link}
    said = _("%(name)s joins %(workspace)s with this link, within a week:")
    show(output, data, f"{said % {'name': known.name, 'workspace': by.workspace.name}}\n{link}")
