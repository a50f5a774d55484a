"""Registers the products app's lines in the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "penstock.products"

    def ready(self) -> None:
        from penstock.ui.navigation import CreateEntry, NavEntry, register

        register(NavEntry("products", _("Products"), "package", "products:list", 65))
        register(CreateEntry("product", _("Product"), "package", "products:add", 40, only_if=_may_change))


def _may_change(request: object) -> bool:
    return request.actor.is_admin  # type: ignore[attr-defined]
