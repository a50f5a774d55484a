"""The forms in which playbooks are written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.playbooks.sorts import Sort


class EntryForm(forms.Form):
    """An entry of one of a playbook's lists."""

    def __init__(self, *given: Any, sort: Sort, entry: Any = None, **settings: Any) -> None:
        if entry is not None:
            settings["initial"] = {name: getattr(entry, name) for name in sort.checks}
        super().__init__(*given, **settings)
        for name in sort.checks:
            self.fields[name] = BOXES[name]()


def _name() -> forms.Field:
    return forms.CharField(label=_("What it says"), max_length=300, widget=forms.TextInput({"autocomplete": "off"}))


def _is_required() -> forms.Field:
    hint = _("Where the stage’s rules ask for the checklist, a deal goes on only when this is ticked.")
    return forms.BooleanField(label=_("Required to go on"), required=False, initial=True, help_text=hint)


BOXES = {"name": _name, "is_required": _is_required}
