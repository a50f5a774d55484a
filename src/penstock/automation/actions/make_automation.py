"""Begin an automation."""

from django.utils.translation import gettext as _

from penstock.automation.checks import checked_name, checked_rule
from penstock.automation.events import AutomationMade
from penstock.automation.models import Automation, Version
from penstock.automation.permissions import require_automator
from penstock.automation.rules import EMPTY, RuleData
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def make_automation(name: str, rule: RuleData | None = None, *, by: Actor) -> Automation:
    """An automation that acts in the actor's own name; it is off until it is switched on."""
    require_automator(by)
    if by.person is None:
        raise Refused(_("An automation acts in the name of a person; sign in to make one."))
    checked = checked_rule(EMPTY if rule is None else rule)
    automation = Automation(workspace=by.workspace, owner=by.person, name=checked_name(name))
    automation.save()
    version = Version(workspace=by.workspace, automation=automation, number=1, rule=checked, saved_by=by.person)
    version.saved_at = clock.now()
    version.save()
    record(by, AutomationMade(automation_id=automation.pk))
    return automation
