"""Bring a removed automation back."""

from django.utils.translation import gettext as _

from penstock.automation.events import AutomationRestored
from penstock.automation.models import Automation
from penstock.automation.permissions import require_automator
from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def restore_automation(automation: Automation, *, by: Actor) -> Event | None:
    """It is in the settings again, switched off; None when it was not removed."""
    require_automator(by)
    held = Automation.objects.of(by).select_for_update().filter(pk=automation.pk).first()
    if held is None:
        raise NotPermitted(_("This automation does not exist."))
    if held.removed_at is None:
        return None
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    return record(by, AutomationRestored(automation_id=held.pk))[0]
