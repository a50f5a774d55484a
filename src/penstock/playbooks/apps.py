"""Registers the playbooks app: its projection, panels and page of the settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from penstock.ui import settings


class PlaybooksConfig(AppConfig):
    name = "penstock.playbooks"

    def ready(self) -> None:
        """Projections and panels register themselves when they are imported."""
        import penstock.playbooks.panels
        import penstock.playbooks.projections
        import penstock.playbooks.reactions  # noqa: F401

        page = settings.SettingsPage(
            "playbooks", _("Playbooks"), "book-open", "playbooks:playbooks", 62, lambda request: request.actor.is_admin
        )
        settings.register(page)
