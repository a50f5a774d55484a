"""`penstock demo`: loads the demo company into an empty data folder."""

import click
from django.core.management import call_command

from penstock.cli.output import format_option, show
from penstock.deals.models import Deal
from penstock.demo import world
from penstock.demo.company import PASSWORD
from penstock.workspaces.models import Workspace


@click.command()
@format_option
def command(output: str) -> None:
    """Load two years of a made-up pump maker, with a person to sign in as for each role."""
    call_command("migrate", verbosity=0, interactive=False)
    if Workspace.objects.exists():
        raise click.ClickException("This data folder is in use. Choose an empty one with PENSTOCK_DATA.")
    company = world.build()
    deals = Deal.objects.of(company.by).count()
    data = {"workspace": company.by.workspace.name, "deals": deals, "password": PASSWORD}
    show(output, data, f"Loaded {company.by.workspace.name} with {deals} deals.")
