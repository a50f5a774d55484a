"""The forms of the settings' pages: what an automation is called, and with what it begins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.automation.triggers import TRIGGERS


class NameForm(forms.Form):
    """What it is called."""

    name = forms.CharField(label=_("Name"), max_length=120)


class NewForm(NameForm):
    """What it is called and what it waits for; the rest is said on its own page."""

    trigger = forms.ChoiceField(label=_("It begins when"), choices=[(one.key, one.label) for one in TRIGGERS.values()])


class TriggerForm(forms.Form):
    """What it waits for; chosen first, because it says what else there is to choose."""

    trigger = forms.ChoiceField(label=_("It begins when"), choices=[(one.key, one.label) for one in TRIGGERS.values()])
    imports = forms.BooleanField(label=_("What an import brings in counts too"), required=False)


def trigger_form(sent: Any, trigger: str, imports: bool) -> TriggerForm:
    """The form as it is sent, or as it begins."""
    return TriggerForm(sent, initial={"trigger": trigger, "imports": imports})
