"""Days that come: once a day each automation that waits for one looks whose day it is, and makes up for missed days."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import translation

from penstock.automation.events import AutomationCameDue
from penstock.automation.firing import acting, begin, counts_from, fits, held_because, versions_on
from penstock.automation.models import Automation, Run, RunState, Version
from penstock.automation.moments import date_of, due_on, is_late
from penstock.automation.rules import Rule, read_rule
from penstock.automation.triggers import TRIGGERS
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

MOST_MISSED = 14
"""So many days are made up for after the house stood still; older ones are past caring."""


def look_at_days(by: Actor) -> bool:
    """Look at every day that has come since the last look; whether any deal's day was among them."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    waiting = [one for one in versions_on(by) if TRIGGERS[one.rule["when"]["trigger"]].is_moment]
    behind = [one for one in waiting if (one.automation.timed_until or date.min) < today]
    found = [_look(one, today, by) for one in behind]
    return any(found)


def _look(version: Version, today: date, by: Actor) -> bool:
    """The days of one automation; its look is kept in the transaction of its runs. What is gone is waited for."""
    if read_rule(version.rule, acting(version.automation)).when.problem:
        return False
    found = False
    last = version.automation.timed_until or today - timedelta(days=1)
    day = max(last, today - timedelta(days=MOST_MISSED)) + timedelta(days=1)
    with transaction.atomic(), translation.override(acting(version.automation).language):
        mine = Automation.objects.of(by).select_for_update().filter(pk=version.automation_id)
        if (mine.get().timed_until or date.min) >= today:
            return False
        while day <= today:
            found = _due(version, day, by) or found
            day += timedelta(days=1)
        mine.update(timed_until=today)
    return found


def _due(version: Version, day: date, by: Actor) -> bool:
    actor = acting(version.automation)
    rule = read_rule(version.rule, actor)
    told = [_came_due(version, rule, deal_id, since, by) for deal_id, since in due_on(day, rule.when.values, actor)]
    return any(told)


def follow_date(by: Actor, event: Event) -> bool:
    """A date was changed so that its day has come or passed while the date is still ahead: better late than never."""
    found = [_moved_closer(one, event, by) for one in versions_on(by) if counts_from(one, event)]
    return any(found)


def _moved_closer(version: Version, event: Event, by: Actor) -> bool:
    actor = acting(version.automation)
    rule = read_rule(version.rule, actor)
    chosen, deal = rule.when.values, Deal.objects.of(actor).filter(pk=event.deal_id).first()
    if deal is None or rule.when.problem:
        return False
    today, since = clock.day_of(clock.now(), by.workspace.zone), date_of(deal, chosen["date"], by)
    if since is None or not is_late(deal, chosen, today, by):
        return False
    with translation.override(actor.language):
        return _came_due(version, rule, deal.pk, since, by)


def _came_due(version: Version, rule: Rule, deal_id: int, since: date, by: Actor) -> bool:
    """Tell the journal that the day has come, and begin a run for it, once for each date."""
    actor = acting(version.automation)
    mine = Run.objects.on(by.workspace).filter(automation_id=version.automation_id)
    held = held_because(version, actor, rule)
    if mine.filter(deal_id=deal_id, counted_from=since).exists() or not (held or fits(rule, deal_id, actor)):
        return False
    due = AutomationCameDue(automation_id=version.automation_id, deal_id=deal_id, counted_from=since)
    event = record(by.through("automation"), due)[0]
    return begin(version, event, RunState.HELD if held else RunState.WAITING, held, counted_from=since) is not None
