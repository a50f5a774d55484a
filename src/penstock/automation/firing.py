"""From an event to runs: which automations it concerns, whether the deal fits, and what has to wait or not to be."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from penstock.automation.lineage import lineage_of
from penstock.automation.models import Automation, Run, RunState, Version
from penstock.automation.rules import Rule, read_rule
from penstock.automation.triggers import TRIGGERS, Sieve, has_changed
from penstock.common import clock
from penstock.deals.events import DealChanged
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor


def versions_on(by: Actor) -> list[Version]:
    """The versions that are in force now, with their automations and owners."""
    rows = (
        Version.objects.on(by.workspace)
        .filter(automation__is_on=True)
        .select_related(
            "automation__owner__role", "automation__owner__team", "automation__owner__workspace", "workspace"
        )
    )
    return [one for one in rows.order_by("automation_id") if one.number == one.automation.number]


def wanted(by: Actor) -> Q | None:
    """The kinds of events that some automation waits for; imports only where one asks for them.

    Who waits for a day wants to hear when its date is changed.
    """
    heard: set[str] = set()
    asked: set[str] = set()
    for rule in Version.objects.on(by.workspace).filter(automation__is_on=True).values_list("rule", flat=True):
        kinds = TRIGGERS[rule["when"]["trigger"]].kinds or (DealChanged.kind,)
        heard.update(kinds)
        asked.update(kinds if rule.get("imports") else ())
    if not heard:
        return None
    question = Q(kind__in=heard) & ~Q(origin="import")
    return (question | Q(kind__in=asked) if asked else question) & Q(deal_id__isnull=False)


def fire(by: Actor, event: Event) -> list[Run]:
    """The runs that an event calls for; each waits for the worker's next look, moments later."""
    heard = [one for one in versions_on(by) if event.kind in TRIGGERS[one.rule["when"]["trigger"]].kinds]
    found = [one for one in heard if concerned(one, by)(event)]
    if not found:
        return []
    lineage = lineage_of(event, by)
    return [run for one in found if (run := _run(one, event, lineage.refusal(one.automation_id)))]


def counts_from(version: Version, event: Event) -> bool:
    """Whether the event changed the date from which an automation counts its day."""
    when = version.rule["when"]
    if not TRIGGERS[when["trigger"]].is_moment or event.kind != DealChanged.kind:
        return False
    return event.position > version.automation.on_since and has_changed(event, when["values"].get("date", [""])[0])


def concerned(version: Version, by: Actor) -> Sieve:
    """The sieve of what an automation waits for, since it was switched on."""
    when, since, hears_imports = version.rule["when"], version.automation.on_since, bool(version.rule.get("imports"))
    fits = TRIGGERS[when["trigger"]].sieve(when["values"], by)
    return lambda event: event.position > since and (hears_imports or event.origin != "import") and fits(event)


def acting(automation: Automation, cause: int | None = None) -> Actor:
    """The actor as whom an automation acts: its owner with the rights of this moment."""
    return replace(Actor.of_person(automation.owner, "automation"), caused_by=cause)


def _run(version: Version, event: Event, refusal: str) -> Run | None:
    """A run for one event, unless the deal does not fit."""
    by = acting(version.automation)
    with translation.override(by.language):
        rule = read_rule(version.rule, by)
        held = "" if refusal else held_because(version, by, rule)
        if not (refusal or held) and not fits(rule, event.deal_id, by):
            return None
        state = RunState.STOPPED if refusal else RunState.HELD if held else RunState.WAITING
        return begin(version, event, state, refusal or held)


def held_because(version: Version, by: Actor, rule: Rule | None = None) -> str:
    """Why an automation must not run as it stands: its owner left, or something it speaks of is gone."""
    if not version.automation.owner.is_active:
        sentence = _("%(person)s does not work here any more; somebody else has to take the automation over.")
        return sentence % {"person": version.automation.owner}
    return " ".join((rule or read_rule(version.rule, by)).problems)


def fits(rule: Rule, deal_id: int | None, by: Actor) -> bool:
    """Whether the deal is one that the owner may read and that fits the conditions now."""
    return bool(rule.filtering.apply(Deal.objects.of(by).filter(pk=deal_id)).exists())


def begin(
    version: Version, event: Event, state: str, error: str = "", *, counted_from: date | None = None
) -> Run | None:
    """Write the run down; None when it stands there already, for the event or for the date."""
    now, mine = clock.now(), Run.objects.on(version.workspace).filter(automation_id=version.automation_id)
    there = Q(cause=event.position)
    if counted_from is not None:
        there |= Q(deal_id=event.deal_id, counted_from=counted_from)
    if mine.filter(there).exists():
        return None
    facts: dict[str, Any] = {"begun_at": now, "next_at": now, "error": error, "counted_from": counted_from}
    run = Run(
        workspace_id=version.workspace_id,
        automation_id=version.automation_id,
        version=version,
        deal_id=event.deal_id,
        cause=event.position,
        state=state,
        ended_at=now if state == RunState.STOPPED else None,
        **facts,
    )
    run.save()
    return run
