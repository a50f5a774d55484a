"""Registers the live app, and tells the frame where its stream is."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "penstock.live"

    def ready(self) -> None:
        """Open pages listen to the stream."""
        from penstock.ui import navigation

        navigation.place("live", "live:stream")
