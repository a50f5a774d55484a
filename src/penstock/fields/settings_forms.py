"""The forms with which custom fields themselves are made and changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.fields.actions.add_field import LISTED
from penstock.fields.models import Field, FieldType

OPTIONS_HINT = _("One choice a line; for the types that are a list.")


class OptionsField(forms.CharField):
    """Choices, a line each."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """The choices as lines."""
        return "\n".join(value) if isinstance(value, list) else value


class NewFieldForm(forms.Form):
    """A new field: what it is called and what it holds."""

    label = forms.CharField(label=_("Label"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    holds = forms.ChoiceField(label=_("Holds"), choices=FieldType.choices)
    options = OptionsField(label=_("Choices"), required=False, help_text=OPTIONS_HINT)


class FieldForm(forms.Form):
    """What may change about a field: its label, and its choices where it has some."""

    label = NewFieldForm.base_fields["label"]
    options = OptionsField(
        label=_("Choices"), help_text=_("One choice a line. Records that hold a choice taken away keep it.")
    )

    def __init__(self, *args: Any, field: Field, **kwargs: Any) -> None:
        super().__init__(*args, initial={"label": field.label, "options": field.options}, **kwargs)
        if field.type not in LISTED:
            del self.fields["options"]
