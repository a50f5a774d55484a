"""Switch an automation on, and off."""

from datetime import timedelta

from penstock.automation.events import AutomationSwitchedOff, AutomationSwitchedOn
from penstock.automation.firing import acting, held_because
from penstock.automation.models import Automation
from penstock.automation.permissions import hold
from penstock.automation.queries import version_of
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def switch_automation_on(automation: Automation, *, by: Actor) -> Event | None:
    """It runs on what happens from here on; refused while something in it is missing. None when it is on already."""
    held = hold(automation, by)
    if held.is_on:
        return None
    version = version_of(held)
    version.automation = held
    problem = held_because(version, acting(held))
    if problem:
        raise Refused(problem)
    event = record(by, AutomationSwitchedOn(automation_id=held.pk))[0]
    today = clock.day_of(clock.now(), by.workspace.zone)
    held.is_on, held.on_since, held.timed_until = True, event.position, today - timedelta(days=1)
    held.save(update_fields=["is_on", "on_since", "timed_until"])
    return event


@action
def switch_automation_off(automation: Automation, *, by: Actor) -> Event | None:
    """It begins nothing more; None when it is off already."""
    held = hold(automation, by)
    if not held.is_on:
        return None
    held.is_on = False
    held.save(update_fields=["is_on"])
    return record(by, AutomationSwitchedOff(automation_id=held.pk))[0]
