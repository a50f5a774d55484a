"""`penstock payroll`: say what people are paid from a day on, one by one or from a file."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from gettext import gettext as _
from pathlib import Path

import click
from django.utils import translation

from penstock.cli.output import format_option, show
from penstock.cli.workspace import existing_workspace
from penstock.common.errors import Refused
from penstock.common.sheets import BadRows
from penstock.payroll.actions import import_pay, set_pay
from penstock.payroll.reading import cells_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@click.group(help=_("Pay: what people are paid a month, seen only by those whose role may."))
@click.option("--workspace", metavar="NAME", help=_("Whose pay, where there are several workspaces."))
@click.pass_context
def command(context: click.Context, workspace: str | None) -> None:
    context.obj = Actor.system(existing_workspace(workspace), "cli")
    context.with_resource(translation.override(translation.get_language()))


@command.command("set", help=_("Say what somebody is paid a month from a day on; 0 is nothing any more."))
@click.argument("name")
@click.argument("amount")
@click.option("--from", "from_on", type=click.DateTime(["%Y-%m-%d"]), required=True, help=_("The first day."))
@click.option("--currency", default="", help=_("The workspace's, unless told."))
@click.pass_obj
def set_(by: Actor, /, name: str, amount: str, from_on: datetime, currency: str) -> None:
    found = list(Person.objects.of(by).filter(name=name)[:2])
    if len(found) != 1:
        raise Refused(_("There is not exactly one person of this name: “%(name)s”.") % {"name": name})
    try:
        told = Decimal(amount)
    except InvalidOperation as problem:
        raise click.UsageError(_("“%(text)s” is not an amount.") % {"text": amount}) from problem
    event = set_pay(found[0], told, from_on.date(), by=by, currency=currency)
    click.echo(_("Set.") if event else _("It was so already."))


@command.command("import", help=_("Say what a CSV file says, all or nothing; columns person, from, amount, currency."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@format_option
@click.pass_obj
def import_(by: Actor, /, file: Path, output: str) -> None:
    try:
        brought = import_pay(cells_of(file.read_bytes()), by=by)
    except BadRows as bad:
        raise Refused("\n".join([bad.message, *(f"{row}, {column}: {why}" for row, column, why in bad.rows)])) from bad
    show(output, brought._asdict(), _("%(set)s set, %(same)s as they were.") % brought._asdict())
