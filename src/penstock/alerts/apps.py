"""Registers the alerts app: its daily look and its page of the settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from penstock.ui import settings


class AlertsConfig(AppConfig):
    name = "penstock.alerts"

    def ready(self) -> None:
        from penstock.alerts import daily  # noqa: F401 -- registers itself

        settings.register(settings.SettingsPage("alerts", _("Alerts"), "siren", "alerts:alerts", 68))
