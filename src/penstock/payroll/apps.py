"""Registers the payroll app: what follows somebody's leaving, and its page of the settings for those who may see it."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from penstock.ui import settings


class PayrollConfig(AppConfig):
    name = "penstock.payroll"

    def ready(self) -> None:
        """What follows the journal registers itself when it is imported."""
        import penstock.payroll.followers  # noqa: F401

        settings.register(settings.SettingsPage("pay", _("Pay"), "wallet", "payroll:payroll", 55, _may_see))


def _may_see(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return bool(actor and actor.may_see_pay)
