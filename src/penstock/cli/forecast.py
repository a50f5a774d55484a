"""`penstock forecast`: what a period will bring, stage by stage, and how wrong that was before."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from gettext import gettext as _
from typing import Any

import click

from penstock.cli.layout import table
from penstock.cli.workspace import existing_workspace
from penstock.common import clock
from penstock.forecasts.expected import Expected, Window
from penstock.forecasts.forecast import Forecast
from penstock.metrics.copies import caught_up
from penstock.metrics.keeping import NotReady, bring_up_to_date, columnar_folder
from penstock.metrics.question import MISSING
from penstock.workspaces.actor import Actor

DAY = click.DateTime(["%Y-%m-%d"])
HEADS = ("line", "deals", "worth", "weighted", "expected")
Line = tuple[str, int | None, float | None, float | None, float | None]


@click.command(
    help=_(
        "Say what a period will bring: what is won, what open deals and those still to come will bring by how deals "
        "went on before, and how wrong that would have been earlier."
    )
)
@click.option("--from", "from_on", type=DAY, help=_("The first day; that of this quarter, unless told."))
@click.option("--to", "until_on", type=DAY, help=_("The day before which it ends; that of this quarter, unless told."))
@click.option("--as-of", type=DAY, help=_("What one would have said at the end of this day; now, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Whose deals, where there are several workspaces."))
@click.option(
    "--format", "output", type=click.Choice(["table", "json", "csv"]), default="table", help=_("How to print.")
)
def command(
    from_on: datetime | None, until_on: datetime | None, as_of: datetime | None, workspace: str | None, output: str
) -> None:
    by = Actor.system(existing_workspace(workspace), "cli")
    day = as_of.date() if as_of else clock.day_of(clock.now(), by.workspace.zone)
    first, end = _quarter(day)
    window = Window(from_on.date() if from_on else first, until_on.date() if until_on else end, day)
    if window.from_on >= window.until_on or window.until_on <= day:
        raise click.UsageError(_("The period must end after its first day, and after the day of asking."))
    told = _expected(window, by)
    click.echo(_printed(told, _lines(told), by.workspace.currency, output), nl=False)


def _quarter(day: date) -> tuple[date, date]:
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return first, (first + timedelta(days=95)).replace(day=1)


def _expected(window: Window, by: Actor) -> Expected:
    """The forecast; where the numbers must be prepared first, it is done here and now."""
    try:
        with caught_up(by.workspace) as copy:
            return Forecast(copy, by).expected(window)
    except NotReady:
        bring_up_to_date(by.workspace, columnar_folder())
        with caught_up(by.workspace) as copy:
            return Forecast(copy, by).expected(window)


def _lines(told: Expected) -> list[Line]:
    lines: list[Line] = [(_("Won by then"), told.won_count, told.won, told.won, told.won)]
    for one in told.stages:
        lines.append((one.label or MISSING, one.count, one.worth, one.weighted, one.expected))
    lines.append((_("Deals still to come"), None, None, None, told.new))
    return [*lines, (_("Together"), None, None, None, told.together)]


def _printed(told: Expected, lines: list[Line], currency: str, output: str) -> str:
    if output == "json":
        return json.dumps(_data(told, lines, currency), ensure_ascii=False, indent=2) + "\n"
    if output == "csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([HEADS, *lines])
        return text.getvalue()
    heads = ("", _("Deals"), _("Worth"), _("By the stages’ odds"), _("Expected"))
    cells = [[label, *map(_figure, figures)] for label, *figures in lines]
    return "\n".join([*table([heads, *cells]), "", *_sentences(told, currency)]) + "\n"


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:,.0f}"


def _sentences(told: Expected, currency: str) -> list[str]:
    """For when and in what it is told, how wrong it was, and what is left out."""
    window, said = told.window, []
    words = _("From %(from)s until before %(until)s, as of %(day)s, in %(currency)s.")
    days = {"from": window.from_on, "until": window.until_on, "day": window.as_of}
    said.append(words % {**days, "currency": currency})
    if told.between and told.usually_wrong_by is not None:
        low, high = map(_figure, told.between)
        words = _("Between %(low)s and %(high)s, were it as wrong as %(times)s times before; %(share)s in the middle.")
        said.append(
            words % {"low": low, "high": high, "times": len(told.earlier), "share": f"{told.usually_wrong_by:.0%}"}
        )
    else:
        said.append(_("There is too little history to say how wrong it may be."))
    if any(one.expected is None for one in told.stages):
        said.append(_("Where too few deals ever stood in a stage, its odds are taken."))
    if told.unrated:
        said.append(_("Deals whose currency has no rate are left out: %(count)s.") % {"count": told.unrated})
    return said


def _data(told: Expected, lines: list[Line], currency: str) -> dict[str, Any]:
    window = told.window
    return {
        "from": str(window.from_on),
        "to": str(window.until_on),
        "as_of": str(window.as_of),
        "currency": currency,
        "lines": [dict(zip(HEADS, line, strict=True)) for line in lines],
        "expected": told.together,
        "between": told.between,
        "wrong_by": told.usually_wrong_by,
        "earlier": [one.factor for one in told.earlier],
        "unrated": told.unrated,
    }
