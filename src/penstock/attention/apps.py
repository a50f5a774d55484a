"""Registers the attention app: its projection and panels."""

from django.apps import AppConfig


class AttentionConfig(AppConfig):
    name = "penstock.attention"

    def ready(self) -> None:
        """Projections and panels register themselves when they are imported."""
        import penstock.attention.panels
        import penstock.attention.projections  # noqa: F401
