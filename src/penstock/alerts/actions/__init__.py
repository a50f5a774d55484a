"""What can be done with alerts, a file each."""

from penstock.alerts.actions.check_alert import check_alert
from penstock.alerts.actions.remove_alert import remove_alert
from penstock.alerts.actions.set_alert import change_alert, set_alert

__all__ = ["change_alert", "check_alert", "remove_alert", "set_alert"]
