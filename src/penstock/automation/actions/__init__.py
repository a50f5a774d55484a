"""The verbs of automations, for whoever administers the workspace."""

from penstock.automation.actions.change_automation import change_automation
from penstock.automation.actions.deliveries import make_signing_key, retry_delivery
from penstock.automation.actions.make_automation import make_automation
from penstock.automation.actions.remove_automation import remove_automation
from penstock.automation.actions.restore_automation import restore_automation
from penstock.automation.actions.retry_run import retry_run
from penstock.automation.actions.switch_automation import switch_automation_off, switch_automation_on
from penstock.automation.actions.take_over_automation import take_over_automation
from penstock.automation.actions.undo_run import undo_run

__all__ = [
    "change_automation",
    "make_automation",
    "make_signing_key",
    "remove_automation",
    "restore_automation",
    "retry_delivery",
    "retry_run",
    "switch_automation_off",
    "switch_automation_on",
    "take_over_automation",
    "undo_run",
]
