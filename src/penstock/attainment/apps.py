"""Registers the attainment app: its line in the side bar, and its line on Today."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttainmentConfig(AppConfig):
    name = "penstock.attainment"

    def ready(self) -> None:
        """Panels register themselves when they are imported."""
        from penstock.attainment import panels  # noqa: F401 -- register themselves
        from penstock.ui import navigation

        entry = navigation.NavEntry("targets", _("Targets"), "target", "attainment:targets", order=75)
        navigation.register(entry)
