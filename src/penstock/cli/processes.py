"""`penstock processes`: start a process beside a deal, move it, list what runs; by the rules of the screen."""

from datetime import datetime
from gettext import gettext as _
from typing import Any

import click
from django.db.models import F

from penstock.cli.deals import find_deal, find_person
from penstock.cli.export import actor
from penstock.cli.output import format_option, show
from penstock.common.errors import Problem
from penstock.deals.models import ProcessKind, ProcessStage
from penstock.processes.actions import move_process, start_process
from penstock.processes.lists import SHOWN, narrowed, shown_of
from penstock.processes.models import Process
from penstock.workspaces.actor import Actor

MOST = 1000


@click.group(help=_("Start a process beside a deal, move it, or list what runs."))
def command() -> None:
    pass


@command.command()
@click.argument("deal")
@click.argument("kind")
@click.option("--title", default="", help=_("What it is called; as the deal, unless told."))
@click.option("--responsible", metavar="PERSON", help=_("Who is responsible: an e-mail address or a whole name."))
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help=_("The day by which it is due."))
@click.option("--as", "email", metavar="EMAIL", help=_("In whose name; the system's, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def start(
    deal: str,
    kind: str,
    title: str,
    responsible: str | None,
    due: datetime | None,
    email: str | None,
    workspace: str | None,
    output: str,
) -> None:
    """Start a process of KIND (a name or a number) beside DEAL (a number or its whole name)."""
    by = actor(workspace, email)
    person = find_person(responsible, by) if responsible else None
    said: dict[str, Any] = {"title": title, "responsible": person, "due_on": due.date() if due else None}
    begun = start_process(find_deal(deal, by), find_kind(kind, by), by=by, **said)
    words = _("“%(process)s” is begun as number %(number)s, in %(stage)s.")
    told = {"process": begun.title, "number": begun.pk, "stage": begun.stage.name}
    show(output, as_json(begun), words % told)


@command.command()
@click.argument("process")
@click.argument("stage")
@click.option("--as", "email", metavar="EMAIL", help=_("In whose name; the system's, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def move(process: str, stage: str, email: str | None, workspace: str | None, output: str) -> None:
    """Move PROCESS (its number) to STAGE (a name or a number) of its kind."""
    by = actor(workspace, email)
    found = find_process(process, by)
    into = find_stage(stage, found, by)
    event = move_process(found, into, by=by)
    words = _("“%(process)s” is in %(stage)s now.") if event else _("“%(process)s” is in %(stage)s already.")
    told = {**as_json(find_process(process, by)), "moved": event is not None}
    show(output, told, words % {"process": found.title, "stage": into.name})


@command.command("list")
@click.argument("kind", required=False)
@click.option("--show", "which", type=click.Choice(list(SHOWN)), default="open", help=_("Which of them."))
@click.option("--deal", metavar="DEAL", help=_("Only those of this deal."))
@click.option("--as", "email", metavar="EMAIL", help=_("What this person may see; everything, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def list_(
    kind: str | None, which: str, deal: str | None, email: str | None, workspace: str | None, output: str
) -> None:
    """List processes, of KIND if it is told; the one whose day comes first is the first."""
    by = actor(workspace, email)
    rows = narrowed(Process.objects.of(by), shown_of(which), by)
    if kind is not None:
        rows = rows.filter(process_kind=find_kind(kind, by))
    if deal is not None:
        rows = rows.filter(deal=find_deal(deal, by))
    ordered = rows.select_related("process_kind", "stage", "deal", "responsible").order_by(
        F("next_on").asc(nulls_last=True), "pk"
    )
    found = list(ordered[:MOST])
    lines = "\n".join(map(_line, found)) or _("There are none.")
    show(output, {"processes": [as_json(row) for row in found], "count": rows.count()}, lines)


def as_json(process: Process) -> dict[str, Any]:
    """A process for a program."""
    return {
        "process": process.pk,
        "kind": process.process_kind.name,
        "title": process.title,
        "deal": process.deal_id,
        "stage": process.stage.name,
        "status": process.status,
        "responsible": process.responsible.name if process.responsible else None,
        "due_on": process.due_on,
        "stage_due_on": process.stage_due_on,
        "days_in_stage": process.days_in_stage(),
    }


def _line(process: Process) -> str:
    day = process.next_on.isoformat() if process.next_on else "—"
    person = process.responsible.name if process.responsible else "—"
    told = [str(process.pk), f"{process.process_kind}: {process.title}", process.stage.name, person, day]
    return "  ".join([*told, process.deal.name])


def find_kind(text: str, by: Actor) -> ProcessKind:
    """The kind in use of this number or name."""
    rows = ProcessKind.objects.of(by).filter(retired_at__isnull=True)
    if text.isdecimal() and len(text) < 19 and (one := rows.filter(pk=int(text)).first()):
        return one
    if (found := rows.filter(name__iexact=text).first()) is not None:
        return found
    names = ", ".join(rows.values_list("name", flat=True))
    raise Problem(_("There is no process “%(process)s”, only: %(names)s.") % {"process": text, "names": names})


def find_process(text: str, by: Actor) -> Process:
    """The process of this number that the actor may read."""
    rows = Process.objects.of(by).select_related("process_kind", "stage", "deal", "responsible")
    if text.isdecimal() and len(text) < 19 and (one := rows.filter(pk=int(text)).first()):
        return one
    raise Problem(_("There is no process number “%(process)s” here.") % {"process": text})


def find_stage(text: str, process: Process, by: Actor) -> ProcessStage:
    """The stage of this number or name of the process's kind."""
    rows = ProcessStage.objects.of(by).filter(process_kind_id=process.process_kind_id)
    if text.isdecimal() and len(text) < 19 and (one := rows.filter(pk=int(text)).first()):
        return one
    if (found := rows.filter(name__iexact=text).first()) is not None:
        return found
    names = ", ".join(rows.filter(retired_at=None).order_by("order").values_list("name", flat=True))
    raise Problem(_("There is no stage “%(stage)s”, only: %(names)s.") % {"stage": text, "names": names})
