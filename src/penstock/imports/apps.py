"""Registers the imports app and its line in the side bar."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def _may_import(request: HttpRequest) -> bool:
    """The side bar is drawn for members."""
    return bool(getattr(request, "actor", None) and request.actor.is_admin)


class ImportsConfig(AppConfig):
    name = "penstock.imports"

    def ready(self) -> None:
        from penstock.ui import navigation

        navigation.register(
            navigation.NavEntry(
                "imports",
                _("Import"),
                "file-up",
                "imports:list",
                order=90,
                foot=True,
                only_if=_may_import,
            )
        )
