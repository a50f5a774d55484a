"""Registers the timeline app and its panel."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "penstock.timeline"

    def ready(self) -> None:
        """The panel registers itself when it is imported."""
        import penstock.timeline.panels  # noqa: F401
