"""Registers the boards app, its projection and its lines in the side bar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "penstock.boards"

    def ready(self) -> None:
        from penstock.boards import projections  # noqa: F401 -- registers itself
        from penstock.boards.filters.conditions import ViewsLanguage
        from penstock.deals.gates.conditions import speak
        from penstock.ui import navigation

        speak(ViewsLanguage())

        navigation.register(
            navigation.NavEntry("board", _("Board"), "square-kanban", "boards:board", order=30, key_binding="g b")
        )
        navigation.register(navigation.NavEntry("list", _("List"), "list", "boards:list", order=40, key_binding="g l"))
