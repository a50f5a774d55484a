"""Registers the attention app: its projection, panels, nightly work and page of the settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from penstock.ui import settings


class AttentionConfig(AppConfig):
    name = "penstock.attention"

    def ready(self) -> None:
        """Projections and panels register themselves when they are imported."""
        import penstock.attention.followers
        import penstock.attention.nightly
        import penstock.attention.panels
        import penstock.attention.projections  # noqa: F401

        settings.register(settings.SettingsPage("usual", _("What is usual"), "hourglass", "attention:usual", 65))
