"""Registers the dashboards app and its line in the side bar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    name = "penstock.dashboards"

    def ready(self) -> None:
        """What time brings, and what is listed of it, register themselves."""
        from penstock.dashboards import mailing, panels  # noqa: F401 -- register themselves
        from penstock.ui import navigation

        navigation.register(
            navigation.NavEntry(
                "dashboards", _("Dashboards"), "layout-dashboard", "dashboards:dashboards", 68, key_binding="g d"
            )
        )
