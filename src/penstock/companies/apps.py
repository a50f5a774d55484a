"""Registers the companies app's lines in the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompaniesConfig(AppConfig):
    name = "penstock.companies"

    def ready(self) -> None:
        from penstock.companies import followers, panels  # noqa: F401 -- register themselves
        from penstock.ui.navigation import CreateEntry, NavEntry, register

        register(NavEntry("companies", _("Companies"), "building-2", "companies:list", 60, key_binding="g c"))
        register(CreateEntry("company", _("Company"), "building-2", "companies:add", 30, only_if=_may_write))


def _may_write(request: object) -> bool:
    return request.actor.may_write  # type: ignore[attr-defined]
