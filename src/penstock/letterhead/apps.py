"""Registers the letterhead and its page of the settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LetterheadConfig(AppConfig):
    name = "penstock.letterhead"

    def ready(self) -> None:
        from penstock.ui import settings

        settings.register(
            settings.SettingsPage(
                "letterhead",
                _("Letterhead"),
                "stamp",
                "letterhead:letterhead",
                25,
                only_if=lambda request: request.actor.is_admin,
            )
        )
