"""Registers the imports app and its line in the side bar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


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
                only_if=lambda request: request.actor.is_admin,
            )  # fmt: skip
        )
