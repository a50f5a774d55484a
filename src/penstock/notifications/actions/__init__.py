"""The verbs of notifications."""

from penstock.notifications.actions.notify import notify, withdraw_notifications
from penstock.notifications.actions.read import read_all_notifications, read_notification
from penstock.notifications.actions.set_preferences import set_preferences, set_usual_reminder

__all__ = [
    "notify",
    "read_all_notifications",
    "read_notification",
    "set_preferences",
    "set_usual_reminder",
    "withdraw_notifications",
]
