"""`penstock targets remarks`: what happens outside and tells upon sales: list, write down, change, take away."""

from collections.abc import Callable
from datetime import date, datetime
from gettext import gettext as _
from typing import Any

import click

from penstock.cli.export import person_actor
from penstock.cli.layout import table
from penstock.cli.output import format_option, show
from penstock.common.errors import Problem
from penstock.targets.actions import add_remark, change_remark, remove_remark
from penstock.targets.models import Remark
from penstock.workspaces.actor import Actor

DAY = click.DateTime(["%Y-%m-%d"])
MOST = 1000
HEADS = ("remark", "from", "last", "text", "written_by")


@click.group(help=_("What happens outside and tells upon sales: a rise of prices, a trade fair. It changes no figure."))
def remarks() -> None:
    pass


def in_whose_name(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the option that says in whose name."""
    words = _("In whose name; the system's, unless told.")
    return click.option("--as", "email", metavar="EMAIL", help=words)(function)


@remarks.command("list", help=_("What happens on days of one's choice, the first first; everything, unless told."))
@click.option("--from", "from_on", type=DAY, help=_("What has a day on this one or later."))
@click.option("--last", "last_on", type=DAY, help=_("What has a day on this one or earlier."))
@in_whose_name
@format_option
@click.pass_obj
def list_(system: Actor, from_on: datetime | None, last_on: datetime | None, email: str | None, output: str) -> None:
    by = _actor(system, email)
    rows = Remark.objects.of(by).select_related("written_by").order_by("from_on", "pk")
    if from_on is not None:
        rows = rows.filter(until_on__gt=from_on.date())
    if last_on is not None:
        rows = rows.filter(from_on__lte=last_on.date())
    told = [as_json(row) for row in rows[:MOST]]
    lines = table([list(HEADS), *([str(one[head] or "—") for head in HEADS] for one in told)], len(HEADS))
    show(output, {"remarks": told, "count": rows.count()}, "\n".join(lines) if told else _("There are none."))


@remarks.command("add", help=_("Write down what happens on a day, or from one day to another; the same twice is one."))
@click.argument("text")
@click.option("--from", "from_on", type=DAY, required=True, help=_("The day, or the first of several."))
@click.option("--last", "last_on", type=DAY, help=_("The last day; it is one day, unless told."))
@in_whose_name
@format_option
@click.pass_obj
def add(system: Actor, text: str, from_on: datetime, last_on: datetime | None, email: str | None, output: str) -> None:
    row = add_remark(text, from_on.date(), _day(last_on), by=_actor(system, email))
    show(output, as_json(row), _("It is written down as number %(number)s.") % {"number": row.pk})


@remarks.command("change", help=_("Say the remark of a number otherwise, or of other days; the rest stays as it is."))
@click.argument("remark")
@click.option("--text", help=_("What happens."))
@click.option("--from", "from_on", type=DAY, help=_("The day, or the first of several; what is one day stays one."))
@click.option("--last", "last_on", type=DAY, help=_("The last day."))
@in_whose_name
@format_option
@click.pass_obj
def change(
    system: Actor,
    remark: str,
    text: str | None,
    from_on: datetime | None,
    last_on: datetime | None,
    email: str | None,
    output: str,
) -> None:
    if text is None and from_on is None and last_on is None:
        raise click.UsageError(_("Say what changes: --text, --from or --last."))
    by = _actor(system, email)
    held = find_remark(remark, by)
    first = _day(from_on) or held.from_on
    last = _day(last_on) or (None if held.last_on == held.from_on else held.last_on)
    event = change_remark(held, held.text if text is None else text, first, last, by=by)
    told = {**as_json(find_remark(remark, by)), "changed": event is not None}
    show(output, told, _("It is changed.") if event else _("It was so already."))


@remarks.command("remove", help=_("Take the remark of a number away; what it said stays in the history."))
@click.argument("remark")
@in_whose_name
@format_option
@click.pass_obj
def remove(system: Actor, remark: str, email: str | None, output: str) -> None:
    by = _actor(system, email)
    held = find_remark(remark, by)
    told = as_json(held)
    remove_remark(held, by=by)
    show(output, told, _("It is taken away."))


def as_json(row: Remark) -> dict[str, Any]:
    """A remark for a program; ``written_by`` is None where a command or an import wrote it."""
    return {
        "remark": row.pk,
        "from": row.from_on.isoformat(),
        "last": row.last_on.isoformat(),
        "text": row.text,
        "written_by": row.written_by.name if row.written_by else None,
    }


def find_remark(text: str, by: Actor) -> Remark:
    """The remark of this number in the actor's workspace."""
    rows = Remark.objects.of(by).select_related("written_by")
    if text.isdecimal() and len(text) < 19 and (one := rows.filter(pk=int(text)).first()):
        return one
    raise Problem(_("There is no remark number “%(remark)s” here.") % {"remark": text})


def _actor(system: Actor, email: str | None) -> Actor:
    return person_actor(email, [system.workspace]) if email else system


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
