"""Registers the metrics app and its line in the side bar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MetricsConfig(AppConfig):
    name = "penstock.metrics"

    def ready(self) -> None:
        from penstock.metrics import panels  # noqa: F401 -- registers itself
        from penstock.ui import navigation

        navigation.register(
            navigation.NavEntry(
                "numbers", _("Numbers"), "chart-no-axes-column", "metrics:numbers", order=70, key_binding="g n"
            )
        )
