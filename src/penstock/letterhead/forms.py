"""The form of the letterhead; what may be is decided by the action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.letterhead.models import Letterhead

AREA = {"rows": 3}


class LetterheadForm(forms.Form):
    """Who we are on our documents."""

    name = forms.CharField(
        label=_("Name"), required=False, max_length=200, help_text=_("Empty: the name of the workspace.")
    )
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=AREA),
        help_text=_("Street and town, phone, e-mail, website: a line each."),
    )
    requisites = forms.CharField(
        label=_("Requisites"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=AREA),
        help_text=_("Such as INN and KPP, USCC or VAT number."),
    )
    bank = forms.CharField(
        label=_("Bank"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=AREA),
        help_text=_("Bank, account and codes, as they are to be read."),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=_("PNG or JPEG, at most 2 MB; it is drawn anew, at most 800 × 320 pixels."),
    )

    def __init__(self, *given: Any, letterhead: Letterhead | None, **more: Any) -> None:
        names = ("name", "address", "requisites", "bank")
        super().__init__(*given, initial={name: getattr(letterhead, name, "") for name in names}, **more)
        if letterhead is not None and letterhead.logo:
            self.fields["without_logo"] = forms.BooleanField(label=_("Take the logo away"), required=False)
