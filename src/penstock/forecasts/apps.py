"""Registers the forecast: its parts on the deal's page, on Today and in the list."""

from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "penstock.forecasts"

    def ready(self) -> None:
        from penstock.forecasts import columns, panels  # noqa: F401 -- register themselves
