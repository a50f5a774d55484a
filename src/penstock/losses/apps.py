"""Registers the losses app: its panel, its reaction and its page of the settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LossesConfig(AppConfig):
    name = "penstock.losses"

    def ready(self) -> None:
        """Panels and reactions register themselves when they are imported."""
        import penstock.losses.panels
        import penstock.losses.reactions  # noqa: F401
        from penstock.ui import settings

        settings.register(
            settings.SettingsPage(
                "losses",
                _("After a loss"),
                "message-circle-question-mark",
                "losses:settings",
                66,
                only_if=lambda request: request.actor.is_admin,
            )
        )
