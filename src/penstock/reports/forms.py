"""The form of a remark."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class RemarkForm(forms.Form):
    """What happens, and when."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["text"] = forms.CharField(label=_("What happens"), max_length=200)
        self.fields["from_on"] = forms.DateField(label=_("On, or from"), widget=_day())
        self.fields["last_on"] = forms.DateField(label=_("Last day"), widget=_day(), required=False)


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
