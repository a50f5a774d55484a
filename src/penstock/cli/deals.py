"""`penstock deals`: move a deal, set it aside, hand it over, let it go on; by the same rules as on the screen."""

import json
from datetime import datetime
from gettext import gettext as _
from typing import Any

import click

from penstock.cli.export import actor
from penstock.cli.output import format_option, show
from penstock.common.errors import Missing, Problem, Unready
from penstock.deals.actions import bring_back, change_deal, move_deal, set_aside
from penstock.deals.gates.passing import missing_for
from penstock.deals.models import Deal, ForecastCategory
from penstock.losses.actions import Said, take_back_verification, verify_loss
from penstock.pipelines.models import LossReason, Pipeline, Stage
from penstock.pipelines.queries import first_stage, pipelines_in_use
from penstock.playbooks.actions import (
    accept_handover,
    decline_handover,
    offer_handover,
    open_follow_up,
    withdraw_handover,
)
from penstock.playbooks.queries import offers_to, open_offer
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

REFUSED = 3
"""What the program ends with when a deal lacks something; 1 is any other problem, 2 is wrong usage."""


@click.group()
def command() -> None:
    """Move deals, set them aside, see what they lack, hand them over, verify losses, let them go on after the sale."""


@command.command()
@click.argument("deal")
@click.argument("stage")
@click.option("--as", "email", metavar="EMAIL", help=_("In whose name; the system's, unless told."))
@click.option("--loss-reason", metavar="NAME", help=_("Why it is lost, where it goes to a lost stage."))
@click.option("--comment", default="", help=_("A comment on the loss."))
@click.option("--reason", default="", help=_("Why it goes past what the stage still wants; you need the right to."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def move(
    deal: str,
    stage: str,
    email: str | None,
    loss_reason: str | None,
    comment: str,
    reason: str,
    workspace: str | None,
    output: str,
) -> None:
    """Take DEAL (a number or its whole name) to STAGE (a name in its pipeline, or a number)."""
    by = actor(workspace, email)
    found = find_deal(deal, by)
    into = find_stage(stage, found, by)
    said: dict[str, Any] = {"loss_reason": find_reason(loss_reason, by), "loss_comment": comment, "override": reason}
    try:
        event = move_deal(found, into, by=by, **said)
    except Unready as problem:
        refuse(problem, found, into, output)
        raise click.exceptions.Exit(REFUSED) from None
    told = {"deal": found.pk, "stage": into.name, "moved": event is not None, "missing": []}
    words = _("“%(deal)s” is in %(stage)s now.") if event else _("“%(deal)s” is in %(stage)s already.")
    show(output, told, words % {"deal": found.name, "stage": into.name})


@command.command()
@click.argument("deal")
@click.argument("stage")
@click.option("--as", "email", metavar="EMAIL", help=_("For whom; the system, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def missing(deal: str, stage: str, email: str | None, workspace: str | None, output: str) -> None:
    """Say what DEAL still lacks on its way to STAGE, and change nothing."""
    by = actor(workspace, email)
    found = find_deal(deal, by)
    into = find_stage(stage, found, by)
    lacking = missing_for([found], into, by)[found.pk]
    told = {"deal": found.pk, "stage": into.name, "missing": [one.as_json() for one in lacking]}
    show(output, told, listed(lacking) or _("Nothing is missing."))
    if lacking:
        raise click.exceptions.Exit(REFUSED)


@command.command()
@click.argument("deal")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help=_("The day on which it comes back."))
@click.option("--reason", default="", help=_("Why it is set aside."))
@click.option("--as", "email", metavar="EMAIL", help=_("In whose name; the system's, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def aside(deal: str, until: datetime, reason: str, email: str | None, workspace: str | None, output: str) -> None:
    """Set DEAL (a number or its whole name) aside until a day; it comes back by itself."""
    by = actor(workspace, email)
    found = find_deal(deal, by)
    event = set_aside(found, until=until.date(), reason=reason, by=by)
    told = {"deal": found.pk, "until": until.date().isoformat(), "set_aside": event is not None}
    words = (
        _("“%(deal)s” is set aside until %(day)s.") if event else _("“%(deal)s” is set aside until %(day)s already.")
    )
    show(output, told, words % {"deal": found.name, "day": told["until"]})


@command.command()
@click.argument("deal")
@click.option("--as", "email", metavar="EMAIL", help=_("In whose name; the system's, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def back(deal: str, email: str | None, workspace: str | None, output: str) -> None:
    """Bring DEAL back before its day, into the stage in which it was."""
    by = actor(workspace, email)
    found = find_deal(deal, by)
    event = bring_back(found, by=by)
    words = _("“%(deal)s” is back in %(stage)s.") if event else _("“%(deal)s” is not set aside.")
    told = {"deal": found.pk, "stage": found.stage.name, "back": event is not None}
    show(output, told, words % {"deal": found.name, "stage": found.stage.name})


@command.command()
@click.argument("deal")
@click.argument("category", type=click.Choice([*ForecastCategory.values, "none"]))
@click.option("--as", "email", metavar="EMAIL", help=_("In whose name; the system's, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def forecast(deal: str, category: str, email: str | None, workspace: str | None, output: str) -> None:
    """Choose DEAL's forecast category, or none; no move, win or loss ever changes it."""
    by = actor(workspace, email)
    found = find_deal(deal, by)
    event = change_deal(found, by=by, forecast_category="" if category == "none" else category)
    words = _("“%(deal)s”: forecast category %(category)s.") if event else _("“%(deal)s”: %(category)s already.")
    told = {"deal": found.pk, "forecast_category": None if category == "none" else category, "changed": bool(event)}
    show(output, told, words % {"deal": found.name, "category": category})


@command.command("verify-loss")
@click.argument("deal")
@click.option("--reason", metavar="NAME", help=_("Why they say it was lost; without one, say it in --comment."))
@click.option("--would-not-say", is_flag=True, help=_("They were asked and would not say."))
@click.option("--competitor", default="", help=_("Whom they chose."))
@click.option("--change", default="", help=_("What would have changed it."))
@click.option("--comment", default="", help=_("What else they said."))
@click.option("--take-back", is_flag=True, help=_("What was noted does not stand any more."))
@click.option("--as", "email", metavar="EMAIL", help=_("In whose name; the system's, unless told."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def verify_lost(
    deal: str,
    reason: str | None,
    would_not_say: bool,
    take_back: bool,
    email: str | None,
    workspace: str | None,
    output: str,
    **words: str,
) -> None:
    """Note what the customer says about why DEAL (a number or its whole name) was lost."""
    by = actor(workspace, email)
    found = find_deal(deal, by)
    said = Said(reason=find_reason(reason, by), would_not_say=would_not_say, **words)
    event = take_back_verification(found, by=by) if take_back else verify_loss(found, said, by=by)
    done = _("It is taken back for “%(deal)s”.") if take_back else _("It is noted for “%(deal)s”.")
    told = (done if event else _("It is so already for “%(deal)s”.")) % {"deal": found.name}
    show(output, {"deal": found.pk, "done": event is not None}, told)


@command.command("hand-over")
@click.argument("deal")
@click.option("--to", metavar="PERSON", help=_("Whom it is offered to: an e-mail address or a whole name."))
@click.option("--note", default="", help=_("What they should know."))
@click.option("--accept", "answer", flag_value="accept", help=_("Take over what was offered to you."))
@click.option("--decline", "answer", flag_value="decline", help=_("Do not take it."))
@click.option("--withdraw", "answer", flag_value="withdraw", help=_("Take the offer back."))
@click.option("--as", "email", metavar="EMAIL", required=True, help=_("In whose name."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def hand_over(
    deal: str, to: str | None, note: str, answer: str | None, email: str, workspace: str | None, output: str
) -> None:
    """Offer DEAL (a number or its whole name) to its next owner with a note, or answer such an offer."""
    if (to is None) == (answer is None):
        raise click.UsageError(_("Say either --to, or one of --accept, --decline and --withdraw."))
    by = actor(workspace, email)
    if to is not None:
        found = find_deal(deal, by)
        offer_handover(found, find_person(to, by), note, by=by)
        told, words = "offered", _("“%(deal)s” is offered; its owner changes once it is accepted.")
    else:
        found = answered(deal, str(answer), by)
        told, words = str(answer), ANSWERED[str(answer)]
    show(output, {"deal": found.pk, "hand_over": told}, words % {"deal": found.name})


ANSWERED = {
    "accept": _("“%(deal)s” is yours now."),
    "decline": _("“%(deal)s” stays with its owner."),
    "withdraw": _("“%(deal)s” is not offered any more."),
}


def answered(text: str, answer: str, by: Actor) -> Deal:
    """Answer the open offer of a deal; whom it was made to may not be able to see the deal yet."""
    if answer == "withdraw":
        offer = open_offer(find_deal(text, by))
    else:
        offer = next((one for one in offers_to(by) if text in (str(one.deal_id), one.deal.name)), None)
    if offer is None:
        raise Problem(_("“%(deal)s” is not offered to anybody, or not to you.") % {"deal": text})
    verbs = {"accept": accept_handover, "decline": decline_handover, "withdraw": withdraw_handover}
    verbs[answer](offer, by=by)
    return offer.deal


@command.command("follow-up")
@click.argument("deal")
@click.argument("pipeline")
@click.option("--name", default="", help=_("What the new deal is called; as the won one, unless told."))
@click.option("--owner", metavar="PERSON", help=_("Whose it is; the won deal's owner, unless told."))
@click.option("--without-products", is_flag=True, help=_("Their value then counts once: where it was won."))
@click.option("--as", "email", metavar="EMAIL", help=_("In whose name; the system's, unless told."))
@click.option("--reason", default="", help=_("Why it goes past what the stage still wants; you need the right to."))
@click.option("--workspace", metavar="NAME", help=_("Which workspace, where there are several."))
@format_option
def follow_up(
    deal: str,
    pipeline: str,
    name: str,
    owner: str | None,
    without_products: bool,
    email: str | None,
    reason: str,
    workspace: str | None,
    output: str,
) -> None:
    """Let DEAL, which was won, go on in PIPELINE (a name or a number): a deal with its company, people and products."""
    by = actor(workspace, email)
    found, into = find_deal(deal, by), find_pipeline(pipeline, by)
    person = find_person(owner, by) if owner else None
    with_products = not without_products
    try:
        opened = open_follow_up(found, into, by=by, name=name, owner=person, products=with_products, override=reason)
    except Unready as problem:
        refuse(problem, found, first_stage(by, into.pk), output)
        raise click.exceptions.Exit(REFUSED) from None
    words = _("“%(deal)s” goes on in %(pipeline)s as number %(number)s.")
    told = {"deal": found.pk, "opened": opened.pk, "pipeline": into.name, "missing": []}
    show(output, told, words % {"deal": found.name, "pipeline": into.name, "number": opened.pk})


def refuse(problem: Unready, deal: Deal, stage: Stage, output: str) -> None:
    """All that is missing: JSON on standard output for a program, sentences on standard error for a person."""
    if output == "json":
        told: dict[str, Any] = {"deal": deal.pk, "stage": stage.name, "moved": False}
        click.echo(
            json.dumps({**told, "missing": [one.as_json() for one in problem.missing]}, ensure_ascii=False, indent=2)
        )
        return
    head = _("“%(deal)s” cannot go to %(stage)s yet:") % {"deal": deal.name, "stage": stage.name}
    click.echo(f"{head}\n{listed(problem.missing)}", err=True)


def listed(missing: Any) -> str:
    """A line for each thing that is missing."""
    return "\n".join(f"- {_line(one)}" for one in missing)


def _line(one: Missing) -> str:
    return f"{one.sentence} {one.why}".strip()


def find_deal(text: str, by: Actor) -> Deal:
    """The deal of this number or name that the actor may read."""
    rows = Deal.objects.of(by).select_related("stage", "workspace")
    if text.isdecimal() and len(text) < 19 and (one := rows.filter(pk=int(text)).first()):
        return one
    named = list(rows.filter(name=text)[:2])
    if len(named) == 1:
        return named[0]
    if named:
        raise Problem(_("Several deals are called “%(deal)s”; say its number.") % {"deal": text})
    raise Problem(_("There is no deal “%(deal)s” here.") % {"deal": text})


def find_stage(text: str, deal: Deal, by: Actor) -> Stage:
    """The stage of this number, or of this name in the deal's pipeline."""
    rows = Stage.objects.of(by).select_related("pipeline")
    if text.isdecimal() and len(text) < 19 and (one := rows.filter(pk=int(text)).first()):
        return one
    found = rows.filter(pipeline_id=deal.pipeline_id, name__iexact=text).first()
    if found is not None:
        return found
    names = ", ".join(
        rows.filter(pipeline_id=deal.pipeline_id, retired_at=None).order_by("order").values_list("name", flat=True)
    )
    raise Problem(_("There is no stage “%(stage)s”, only: %(names)s.") % {"stage": text, "names": names})


def find_pipeline(text: str, by: Actor) -> Pipeline:
    """The pipeline in use of this number or name."""
    rows = pipelines_in_use(by)
    if text.isdecimal() and len(text) < 19 and (one := rows.filter(pk=int(text)).first()):
        return one
    if (found := rows.filter(name__iexact=text).first()) is not None:
        return found
    names = ", ".join(rows.values_list("name", flat=True))
    raise Problem(_("There is no pipeline “%(pipeline)s”, only: %(names)s.") % {"pipeline": text, "names": names})


def find_person(text: str, by: Actor) -> Person:
    """The person of this e-mail address or name who works here."""
    rows = Person.objects.of(by).filter(deactivated_at__isnull=True)
    found = list(rows.filter(user__email__iexact=text)[:1]) or list(rows.filter(name__iexact=text)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise Problem(_("Several people are called “%(person)s”; say their e-mail address.") % {"person": text})
    raise Problem(_("There is nobody called “%(person)s” here.") % {"person": text})


def find_reason(text: str | None, by: Actor) -> LossReason | None:
    """The loss reason of this name."""
    if not text:
        return None
    found = LossReason.objects.of(by).filter(name__iexact=text, retired_at__isnull=True).first()
    if found is None:
        raise Problem(_("There is no loss reason “%(reason)s”.") % {"reason": text})
    return found
