"""Remove an automation."""

from penstock.automation.events import AutomationRemoved
from penstock.automation.models import Automation
from penstock.automation.permissions import hold
from penstock.common import clock
from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def remove_automation(automation: Automation, *, by: Actor) -> Event:
    """It is off and gone from the settings; what it did and the log of it stay."""
    held = hold(automation, by)
    held.is_on, held.removed_at = False, clock.now()
    held.save(update_fields=["is_on", "removed_at"])
    return record(by, AutomationRemoved(automation_id=held.pk))[0]
