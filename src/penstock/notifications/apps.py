"""Registers the notifications app: what it reacts to and looks after, the bell, and its page of the settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from penstock.ui import settings


class NotificationsConfig(AppConfig):
    name = "penstock.notifications"

    def ready(self) -> None:
        """Reactions, looks and panels register themselves when they are imported."""
        import penstock.notifications.mailing
        import penstock.notifications.panels
        import penstock.notifications.reactions
        import penstock.notifications.reminding  # noqa: F401

        page = settings.SettingsPage("notifications", _("My notifications"), "bell", "notifications:preferences", 15)
        settings.register(page)
