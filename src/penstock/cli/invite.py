"""`penstock invite ADDRESS`: prints the link with which somebody joins; the first one makes the workspace."""

import click
from django.core.management import call_command

from penstock.cli.output import format_option, show
from penstock.people.actions import create_workspace, invite_person, renew_invitation
from penstock.people.mail import invitation_link
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Workspace


@click.command()
@click.argument("address")
@click.option("--name", help="Their name; otherwise what stands before the @.")
@click.option("--role", help="rep, manager, viewer or owner (administrator); the first person is the owner.")
@click.option("--workspace", "name_of_workspace", help="Which workspace, by name; on an empty folder its name.")
@click.option("--currency", default="USD", show_default=True, help="Of a new workspace.")
@format_option
def command(
    address: str, name: str | None, role: str | None, name_of_workspace: str | None, currency: str, output: str
) -> None:
    """Let somebody join; whoever holds the link may choose a password within a week."""
    call_command("migrate", verbosity=0, interactive=False)
    first = not Workspace.objects.exists()
    by = Actor.system(_workspace(name_of_workspace, currency), "cli")
    known = Person.objects.of(by).filter(email=address.strip().lower(), deactivated_at__isnull=True).first()
    if known is not None:
        secret = renew_invitation(known, by=by)
    else:
        held = role or ("owner" if first else "rep")
        known, secret = invite_person(name or address.split("@")[0], address, by=by, role=held)
    link = invitation_link(secret)
    data = {"workspace": by.workspace.name, "email": known.email, "role": known.role.key, "link": link}
    show(output, data, f"{known.name} joins {by.workspace.name} with this link, within a week:\n{link}")


def _workspace(name: str | None, currency: str) -> Workspace:
    known = list(Workspace.objects.order_by("pk"))
    if not known:
        return create_workspace(name or "My company", by=None, currency=currency.upper())
    found = next((workspace for workspace in known if name in (None, workspace.name)), None)
    if found is None:
        raise click.ClickException(f"There is no workspace “{name}”, only {', '.join(one.name for one in known)}.")
    return found
