"""The forms about what holds a deal up."""

from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from penstock.attention.actions.block_deal import SAID
from penstock.attention.models import Block, BlockCause
from penstock.ui.markup import format_html
from penstock.workspaces.actor import Actor


class CauseInput(forms.TextInput):
    """A text box that suggests the causes known so far; a new one is simply written."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.known = known

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The box and its list."""
        place = f"{(attrs or {}).get('id', name)}-list"
        box = super().render(name, value, {**(attrs or {}), "list": place}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((one,) for one in self.known))
        return format_html('{}<datalist id="{}">{}</datalist>', box, place, options)


class BlockForm(forms.Form):
    """What holds the deal up, and what is tried."""

    def __init__(self, *given: Any, by: Actor, block: Block | None) -> None:
        initial = {"cause": block.cause.name, "remedy": block.remedy} if block else {}
        super().__init__(*given, initial=initial)
        known = list(BlockCause.objects.of(by).values_list("name", flat=True)) or suggested_causes()
        self.fields["cause"] = forms.CharField(
            label=_("What holds it up?"), max_length=120, widget=CauseInput(known), help_text=_("Choose or write anew.")
        )
        self.fields["remedy"] = remedy_box()


class UnblockForm(forms.Form):
    """How it ended, and what was tried."""

    def __init__(self, *given: Any, block: Block) -> None:
        super().__init__(*given, initial={"remedy": block.remedy})
        choices = [(one.value, one.label) for one in SAID]
        self.fields["result"] = forms.ChoiceField(label=_("How did it end?"), choices=choices)
        self.fields["remedy"] = remedy_box()


def remedy_box() -> forms.CharField:
    """What is tried against it."""
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=_("What we try"), required=False, max_length=2_000, widget=box)


def suggested_causes() -> list[str]:
    """What often holds deals up, for a list that is still empty."""
    return [
        _("The decision maker cannot be reached"),
        _("No budget at present"),
        _("A competitor’s offer"),
        _("Legal or security review"),
        _("They wait for us"),
    ]
