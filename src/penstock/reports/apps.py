"""Registers the reports app, its panels and its lines in the side bar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "penstock.reports"

    def ready(self) -> None:
        import penstock.reports.outlook.adding  # noqa: F401
        from penstock.reports import panels  # noqa: F401 -- registers itself
        from penstock.ui import navigation

        navigation.register(
            navigation.NavEntry("forecast", _("Forecast"), "trending-up", "reports:forecast", 71, key_binding="g f")
        )
        navigation.register(
            navigation.NavEntry("reports", _("Reports"), "scroll-text", "reports:index", order=72, key_binding="g r")
        )
