"""Registers the people app, its pages of the settings and their entry in the side bar."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "penstock.people"

    def ready(self) -> None:
        from penstock.ui import navigation, settings
        from penstock.ui.settings import SettingsPage

        navigation.register(
            navigation.NavEntry("settings", _("Settings"), "settings", "people:settings", order=900, foot=True)
        )
        navigation.place("profile", "people:profile")
        navigation.place("sign_out", "account_logout")
        for page in (
            SettingsPage("profile", _("My settings"), "user-round", "people:profile", 10),
            SettingsPage("workspace", _("Workspace"), "building", "people:workspace", 20, _is_admin),
            SettingsPage("people", _("People"), "users-round", "people:people", 30),
            SettingsPage("teams", _("Teams"), "network", "people:teams", 40),
            SettingsPage("roles", _("Roles"), "shield", "people:roles", 50),
            SettingsPage("calendar", _("Working time"), "calendar-clock", "people:calendar", 60),
            SettingsPage("currencies", _("Currencies"), "coins", "people:currencies", 100),
        ):
            settings.register(page)


def _is_admin(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return bool(actor and actor.is_admin)
