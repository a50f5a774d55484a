"""`penstock demo`: loads the demo company into an empty data folder."""

from gettext import gettext as _
from gettext import ngettext

import click

from penstock.cli.database import migrate
from penstock.cli.output import format_option, show
from penstock.config.language import SPOKEN
from penstock.config.language import language as own_language
from penstock.deals.models import Deal
from penstock.demo import world
from penstock.demo.company import PASSWORD
from penstock.workspaces.models import Workspace


@click.command(help=_("Load two years of a made-up pump maker, with a person to sign in as for each role."))
@click.option("--language", type=click.Choice(list(SPOKEN)), help=_("Of its names and notes; yours, unless told."))
@format_option
def command(language: str | None, output: str) -> None:
    migrate()
    if Workspace.objects.exists():
        raise click.ClickException(_("This data folder is in use. Choose an empty one with PENSTOCK_DATA."))
    company = world.build(language=SPOKEN[language] if language else own_language())
    name, deals = company.by.workspace.name, Deal.objects.of(company.by).count()
    said = ngettext("Loaded %(name)s with %(count)s deal.", "Loaded %(name)s with %(count)s deals.", deals)
    data = {"workspace": name, "language": company.story.language, "deals": deals, "password": PASSWORD}
    show(output, data, said % {"name": name, "count": deals})
