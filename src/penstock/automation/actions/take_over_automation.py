"""Let an automation act in one's own name from here on."""

from django.utils.translation import gettext as _

from penstock.automation.events import AutomationTakenOver
from penstock.automation.models import Automation
from penstock.automation.permissions import hold
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def take_over_automation(automation: Automation, *, by: Actor) -> Event | None:
    """Nobody is made responsible by somebody else: one takes it over oneself. None when it is one's own already."""
    held = hold(automation, by)
    if by.person is None:
        raise Refused(_("An automation acts in the name of a person; sign in to take it over."))
    if held.owner_id == by.person_id:
        return None
    held.owner = by.person
    held.save(update_fields=["owner"])
    return record(by, AutomationTakenOver(automation_id=held.pk, owner_id=by.person.pk))[0]
