"""Registers the mailings app: what time brings, and its part of reports and of everybody's own notifications."""

from django.apps import AppConfig


class MailingsConfig(AppConfig):
    name = "penstock.mailings"

    def ready(self) -> None:
        """Looks and panels register themselves when they are imported."""
        from penstock.mailings import mailing, panels  # noqa: F401 -- register themselves
