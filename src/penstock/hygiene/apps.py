"""Registers the hygiene app: its panels, its looks at the clock, and its line in the side bar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HygieneConfig(AppConfig):
    name = "penstock.hygiene"

    def ready(self) -> None:
        """Panels and looks register themselves when they are imported."""
        import penstock.hygiene.clock
        import penstock.hygiene.panels  # noqa: F401
        from penstock.ui import navigation

        navigation.register(
            navigation.NavEntry("to_clean", _("To clean"), "brush-cleaning", "hygiene:to_clean", order=78)
        )
