"""Registers the forecast: its parts on the deal's page and on Today."""

from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "penstock.forecasts"

    def ready(self) -> None:
        from penstock.forecasts import panels  # noqa: F401 -- registers itself
