"""Registers the search app, its projection and its places in the frame."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "penstock.search"

    def ready(self) -> None:
        from penstock.search import projections  # noqa: F401 -- registers itself
        from penstock.ui import navigation

        navigation.place("search", "search:results")
        navigation.place("palette", "search:palette")
