"""Registers the contacts app, its panel and its lines in the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "penstock.contacts"

    def ready(self) -> None:
        from penstock.contacts import (
            followers,  # noqa: F401 -- registers itself
            panels,  # noqa: F401 -- registers itself
        )
        from penstock.ui.navigation import CreateEntry, NavEntry, register

        register(NavEntry("contacts", _("Contacts"), "contact-round", "contacts:list", 50, key_binding="g p"))
        register(CreateEntry("contact", _("Contact"), "contact-round", "contacts:add", 20, only_if=_may_write))


def _may_write(request: object) -> bool:
    return request.actor.may_write  # type: ignore[attr-defined]
