"""Registers the pipelines app and its pages of the settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PipelinesConfig(AppConfig):
    name = "penstock.pipelines"

    def ready(self) -> None:
        from penstock.pipelines import panels  # noqa: F401 -- registers itself
        from penstock.ui import settings
        from penstock.ui.settings import SettingsPage

        for page in (
            SettingsPage("pipelines", _("Pipelines"), "waypoints", "pipelines:pipelines", 60),
            SettingsPage("loss_reasons", _("Loss reasons"), "thumbs-down", "pipelines:loss_reasons", 70),
            SettingsPage("sources", _("Sources"), "radio-tower", "pipelines:sources", 80),
        ):
            settings.register(page)
