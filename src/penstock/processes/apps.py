"""Registers the processes app: its projections, panels, page of the settings and line in the side bar."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def has_kinds(request: HttpRequest) -> bool:
    """Whether the workspace has defined any kind of process; nothing is shown before."""
    from penstock.processes.queries import kinds_in_use

    return bool(kinds_in_use(request.actor))


class ProcessesConfig(AppConfig):
    name = "penstock.processes"

    def ready(self) -> None:
        """Projections and panels register themselves when they are imported."""
        import penstock.processes.followers
        import penstock.processes.panels
        import penstock.processes.projections  # noqa: F401
        from penstock.ui import navigation, settings

        settings.register(settings.SettingsPage("processes", _("Processes"), "workflow", "processes:kinds", 61))
        navigation.register(
            navigation.NavEntry(
                "processes", _("Processes"), "workflow", "processes:processes", order=66, only_if=has_kinds
            )
        )
