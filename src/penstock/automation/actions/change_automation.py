"""Change what an automation says, or its name."""

from django.utils.translation import gettext as _

from penstock.automation.checks import checked_name, checked_rule
from penstock.automation.events import AutomationChanged
from penstock.automation.models import Automation, Version
from penstock.automation.permissions import hold
from penstock.automation.queries import version_of
from penstock.automation.rules import RuleData
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Conflict
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def change_automation(
    automation: Automation,
    *,
    by: Actor,
    name: str | None = None,
    rule: RuleData | None = None,
    seen: int | None = None,
) -> Event | None:
    """Another rule is another version, and earlier runs keep theirs; None when all is already so.

    ``seen`` is the version that was edited: somebody else's edit is not written over.
    """
    held = hold(automation, by)
    if seen is not None and seen != held.number:
        raise Conflict(_("Somebody was faster: “%(automation)s” has another version now.") % {"automation": held})
    checked = held.name if name is None else checked_name(name)
    renamed, held.name = checked != held.name, checked
    if rule is not None and not _is_so(held, checked_rule(rule)):
        _save_version(held, checked_rule(rule), by)
    elif not renamed:
        return None
    held.save(update_fields=["name", "number"])
    return record(by, AutomationChanged(automation_id=held.pk, number=held.number))[0]


def _is_so(held: Automation, rule: RuleData) -> bool:
    return bool(version_of(held).rule == rule)


def _save_version(held: Automation, rule: RuleData, by: Actor) -> None:
    held.number += 1
    row = Version(workspace=by.workspace, automation=held, number=held.number, rule=rule, saved_by=by.person)
    row.saved_at = clock.now()
    row.save()
