"""A run at work: all of its steps in one transaction, in the owner's name, or none of them."""

import logging
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone, translation

from penstock.automation.firing import acting, held_because
from penstock.automation.models import Run, RunState
from penstock.automation.rules import read_rule
from penstock.automation.steps import Doing
from penstock.common import clock
from penstock.common.errors import Problem
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.recording import head
from penstock.workspaces.actor import Actor

log = logging.getLogger("penstock.automation")
FIRST_PAUSE, ATTEMPTS = timedelta(seconds=5), 6
AT_ONCE = 50
WITH_DEAL = ("workspace", "stage__pipeline", "owner__team", "owner__workspace", "company")


def run_waiting(by: Actor) -> bool:
    """Do the runs whose time has come; whether there were any."""
    due = Run.objects.on(by.workspace).filter(state=RunState.WAITING, next_at__lte=clock.now())
    ids = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    for pk in ids:
        perform(pk, by)
    return bool(ids)


def perform(pk: int, by: Actor) -> None:
    """Do one run; a rule's refusal ends it with its sentence, anything unforeseen is tried again."""
    try:
        _perform(pk, by)
    except (OperationalError, InterfaceError):
        raise
    except Problem as problem:
        _end(pk, by, RunState.REFUSED, " ".join([problem.message, *_others(problem)]))
    except Exception as error:
        log.exception("Run %s failed", pk)
        _again_or_give_up(pk, by, f"{type(error).__name__}: {error}"[:1000])


def _others(problem: Problem) -> list[str]:
    return [sentence for sentence in problem.fields.values() if sentence not in problem.message]


@transaction.atomic
def _perform(pk: int, by: Actor) -> None:
    run = _held(pk, by)
    if run is None:
        return
    actor = acting(run.automation, run.cause)
    with translation.override(actor.language), timezone.override(actor.zone):
        rule = read_rule(run.version.rule, actor)
        held = held_because(run.version, actor, rule)
        if held:
            run.mark(RunState.HELD, error=held)
            return
        before = head(by.workspace)
        doing = Doing(Deal.objects.of(actor).select_related(*WITH_DEAL).get(pk=run.deal_id), actor, run)
        for doing.step, part in enumerate(rule.parts):
            part.step.act(doing, part.chosen.values)
    run.mark(RunState.DONE, effects=_effects(run, actor, before), error="", ended_at=clock.now())


def _held(pk: int, by: Actor) -> Run | None:
    """The run, locked, if it still waits: of two workers only one does it."""
    rows = Run.objects.on(by.workspace).select_for_update(of=("self",)).filter(pk=pk, state=RunState.WAITING)
    return rows.select_related(
        "version__automation__owner",
        "automation__owner__role",
        "automation__owner__team",
        "automation__owner__workspace",
    ).first()


def _effects(run: Run, actor: Actor, before: int) -> list[int]:
    """The positions of what the run did: the journal has told them in this transaction."""
    rows = Event.objects.of(actor).filter(position__gt=before, caused_by=run.cause, origin="automation")
    return list(rows.filter(person_id=actor.person_id).order_by("position").values_list("position", flat=True))


def _end(pk: int, by: Actor, state: str, error: str) -> None:
    rows = Run.objects.on(by.workspace).filter(pk=pk, state=RunState.WAITING)
    rows.update(state=state, error=error, ended_at=clock.now())


def _again_or_give_up(pk: int, by: Actor, error: str) -> None:
    rows = Run.objects.on(by.workspace).filter(pk=pk, state=RunState.WAITING)
    attempts = rows.values_list("attempts", flat=True).first()
    if attempts is None:
        return
    if attempts + 1 >= ATTEMPTS:
        _end(pk, by, RunState.FAILED, error)
        return
    rows.update(attempts=attempts + 1, error=error, next_at=clock.now() + FIRST_PAUSE * 5**attempts)
