"""Registers the exports app."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "penstock.exports"

    def ready(self) -> None:
        from penstock.exports import panels  # noqa: F401 -- registers itself
