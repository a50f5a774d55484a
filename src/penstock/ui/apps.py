"""Registers the ui app; it must stand before allauth in INSTALLED_APPS so that its templates win."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "penstock.ui"

    def ready(self) -> None:
        """The sign-in pages are restyled here, so the frame's ways to them are placed here too."""
        from penstock.ui import navigation

        navigation.place("sign_out", "account_logout")
