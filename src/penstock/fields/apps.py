"""Registers the fields app and its page of the settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldsConfig(AppConfig):
    name = "penstock.fields"

    def ready(self) -> None:
        from penstock.ui import settings

        settings.register(settings.SettingsPage("fields", _("Fields"), "text-cursor-input", "fields:fields", 90))
