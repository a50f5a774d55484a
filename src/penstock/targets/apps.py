"""Registers the targets app; its screens are those of attainment, which stands above the numbers."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "penstock.targets"

    def ready(self) -> None:
        """The projection registers itself when it is imported."""
        import penstock.targets.projections  # noqa: F401
