"""Registers the deals app, what can be made of it, and its panels."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from penstock.ui import navigation, settings


class DealsConfig(AppConfig):
    name = "penstock.deals"

    def ready(self) -> None:
        """Panels and followers register themselves when they are imported."""
        import penstock.deals.followers
        import penstock.deals.panels
        import penstock.deals.returning  # noqa: F401

        settings.register(settings.SettingsPage("gates", _("Gates"), "shield-check", "deals:rules", 65))
        entry = navigation.CreateEntry(
            "deal", _("Deal"), "circle-dollar-sign", "deals:open", 10, only_if=lambda request: request.actor.may_write
        )
        navigation.register(entry)
