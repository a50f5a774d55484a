"""`penstock stuck`: which open deals wait too long, and why."""

import csv
import io
import json
from datetime import datetime, timedelta
from gettext import gettext as _
from typing import Any

import click

from penstock.attention.actions import learn_norms
from penstock.attention.models import Level
from penstock.attention.queries import stuck_deals
from penstock.attention.reasons import Watch
from penstock.cli.workspace import existing_workspace
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.deals.queries import most_valuable_first
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of

COLUMNS = ("id", "deal", "stage", "owner", "value", "currency", "level", "days_in_stage", "age_days", "reason")


@click.command(help=_("List the open deals that wait longer than won deals did, each with its reason."))
@click.option("--slow", is_flag=True, help=_("Those that are slow too, not only the stuck ones."))
@click.option("--limit", type=click.IntRange(min=1), default=None, help=_("At most so many; all, unless told."))
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help=_("Which of today's open deals were it at the end of this day.")
)
@click.option("--learn", is_flag=True, help=_("Learn first what is usual, from the won deals."))
@click.option("--workspace", metavar="NAME", help=_("Whose deals, where there are several workspaces."))
@click.option(
    "--format", "output", type=click.Choice(["table", "json", "csv"]), default="table", help=_("How to print.")
)
def command(
    slow: bool, limit: int | None, as_of: datetime | None, learn: bool, workspace: str | None, output: str
) -> None:
    by = Actor.system(existing_workspace(workspace), "cli")
    if learn:
        learn_norms(by=by)
    zone = by.workspace.zone
    at = clock.day_start(as_of.date() + timedelta(days=1), zone) if as_of else clock.now()
    watch = Watch(calendar_of(by.workspace), at)
    found = most_valuable_first(stuck_deals(by, Level.SLOW if slow else Level.STUCK, at), by)
    click.echo(_printed([_line(deal, watch) for deal in found[:limit]], output), nl=False)


def _line(deal: Deal, watch: Watch) -> dict[str, Any]:
    """What is told of a deal, by column."""
    figures = (watch.level(deal).value, watch.days_in_stage(deal), watch.age(deal), watch.reason(deal))
    owner = deal.owner.name if deal.owner else ""
    facts = (deal.pk, deal.name, deal.stage.name, owner, f"{deal.value:.2f}", deal.currency, *figures)
    return dict(zip(COLUMNS, facts, strict=True))


def _printed(lines: list[dict[str, Any]], output: str) -> str:
    if output == "json":
        return json.dumps(lines, ensure_ascii=False, indent=2) + "\n"
    if output == "csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
        return text.getvalue()
    told = "".join(f"{one['deal']} ({one['owner'] or '—'}, {one['level']}): {one['reason']}\n" for one in lines)
    return told or _("No deal is stuck.") + "\n"
