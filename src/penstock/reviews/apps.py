"""Registers the reviews app: its part of the report that it is held from."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "penstock.reviews"

    def ready(self) -> None:
        """Panels register themselves when they are imported."""
        import penstock.reviews.panels  # noqa: F401
