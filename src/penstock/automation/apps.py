"""Registers the automation app: what it reacts to, its panel on the deal's page, and its pages of the settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AutomationConfig(AppConfig):
    name = "penstock.automation"

    def ready(self) -> None:
        from penstock.automation import panels, reactions  # noqa: F401 -- register themselves
        from penstock.ui import settings

        page = settings.SettingsPage(
            "automations",
            _("Automations"),
            "workflow",
            "automation:automations",
            85,
            only_if=lambda request: request.actor.is_admin,
        )
        settings.register(page)
