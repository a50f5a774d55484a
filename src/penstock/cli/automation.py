"""`penstock automation`: list automations, read one back, switch it, try it on the past, see and repeat its runs."""

from collections.abc import Callable
from gettext import gettext as _
from gettext import ngettext
from typing import Any

import click
from django.utils import translation

from penstock.automation import actions
from penstock.automation.models import Automation, Run
from penstock.automation.queries import automation_lines, automations_in_use, rule_of, runs_of
from penstock.automation.rehearsing import DAYS, rehearse
from penstock.cli.output import format_option, show
from penstock.cli.workspace import existing_workspace
from penstock.common.clock import day_of
from penstock.journal.reacting import unpark
from penstock.workspaces.actor import Actor

AT_MOST = 50


@click.group(help=_("What happens by itself: list it, switch it, try it on the past, see what it did."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@click.pass_context
def command(context: click.Context, workspace: str | None) -> None:
    context.obj = Actor.system(existing_workspace(workspace), "cli")
    # What automations say of themselves comes out of the interface's own words.
    context.with_resource(translation.override(translation.get_language()))


@command.command("list", help=_("Every automation as a sentence, and how it stands."))
@format_option
@click.pass_obj
def list_(by: Actor, output: str) -> None:
    lines = automation_lines(by)
    data = [{**_data(one.automation), "sentence": one.sentence, "held": one.held, "runs": one.runs} for one in lines]
    words = [
        f"{one.automation.pk:>4}  {_state(one.automation, one.held)}  {one.automation}: {one.sentence}" for one in lines
    ]
    show(output, {"automations": data}, "\n".join(words) or _("There is no automation yet."))


@command.command("on", help=_("Let it run from here on."))
@click.argument("number", type=int)
@click.pass_obj
def switch_on(by: Actor, number: int) -> None:
    actions.switch_automation_on(_automation(by, number), by=by)
    click.echo(_("It is on."))


@command.command("off", help=_("Let it run no more."))
@click.argument("number", type=int)
@click.pass_obj
def switch_off(by: Actor, number: int) -> None:
    actions.switch_automation_off(_automation(by, number), by=by)
    click.echo(_("It is off."))


@command.command("dry-run", help=_("What it would have run on in the last days; nothing is done."))
@click.argument("number", type=int)
@click.option("--days", type=click.IntRange(1, 366), default=DAYS, help=_("How many days back."))
@format_option
@click.pass_obj
def dry_run(by: Actor, number: int, days: int, output: str) -> None:
    rule = rule_of(_automation(by, number))
    if rule.when.problem or rule.unknown:
        raise click.ClickException(" ".join(rule.problems))
    told = rehearse(rule, days)
    rows = [{"day": str(day_of(hit.at, by.zone)), "deal": hit.deal.pk, "name": hit.deal.name} for hit in told.latest]
    head = ngettext(
        "It would have run %(count)s time in the last %(days)s days.",
        "It would have run %(count)s times in the last %(days)s days.",
        told.count,
    ) % {"count": told.count, "days": days}
    lines = [rule.sentence, head, *(f"{row['day']}  #{row['deal']}  {row['name']}" for row in rows)]
    show(output, {"sentence": rule.sentence, "count": told.count, "latest": rows}, "\n".join(lines))


@command.command("runs", help=_("The latest runs, with cause, result and error."))
@click.argument("number", type=int, required=False)
@format_option
@click.pass_obj
def runs(by: Actor, number: int | None, output: str) -> None:
    found = runs_of(by, _automation(by, number) if number is not None else None)[:AT_MOST]
    words = [
        f"{run.pk:>6}  {run.get_state_display()}  {run.automation}  #{run.deal_id} {run.deal}  {run.error}"
        for run in found
    ]
    show(output, {"runs": [_run_data(run) for run in found]}, "\n".join(words) or _("Nothing has run yet."))


@command.command("retry", help=_("Try a run again; without its number, all events that were given up."))
@click.argument("run", type=int, required=False)
@click.pass_obj
def retry(by: Actor, run: int | None) -> None:
    if run is not None:
        actions.retry_run(_run(by, run), by=by)
        click.echo(_("It is tried again by the worker."))
        return
    count = unpark(by)
    words = ngettext(
        "%(count)s event is tried again by the worker.", "%(count)s events are tried again by the worker.", count
    )
    click.echo(words % {"count": count})


@command.command("undo", help=_("Take back what a run did, as far as it can be."))
@click.argument("run", type=int)
@click.pass_obj
def undo(by: Actor, run: int) -> None:
    held = _run(by, run)
    actions.undo_run(held, by=by)
    held.refresh_from_db(fields=["notes"])
    click.echo("\n".join([_("It is undone."), *held.notes]))


def _automation(by: Actor, number: int) -> Automation:
    return _found(automations_in_use(by).filter(pk=number).first, _("There is no automation %(number)s."), number)


def _run(by: Actor, number: int) -> Run:
    return _found(runs_of(by).filter(pk=number).first, _("There is no run %(number)s."), number)


def _found(look: Callable[[], Any], sentence: str, number: int) -> Any:
    one = look()
    if one is None:
        raise click.ClickException(sentence % {"number": number})
    return one


def _state(automation: Automation, held: str) -> str:
    return _("off") if not automation.is_on else _("held") if held else _("on")


def _data(automation: Automation) -> dict[str, Any]:
    facts = {"number": automation.pk, "name": automation.name, "version": automation.number}
    return {**facts, "is_on": automation.is_on, "owner": automation.owner.name}


def _run_data(run: Run) -> dict[str, Any]:
    told = {"run": run.pk, "automation": run.automation_id, "version": run.version.number, "deal": run.deal_id}
    return {
        **told,
        "cause": run.cause,
        "state": run.state,
        "error": run.error,
        "effects": run.effects,
        "at": run.begun_at,
    }
