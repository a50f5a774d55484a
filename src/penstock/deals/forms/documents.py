"""The form of what is drawn up for a deal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.deals.models import WorkPurpose
from penstock.workspaces.actor import Actor


class DocumentForm(forms.Form):
    """What it is, and what it says."""

    def __init__(self, given: Any, *, by: Actor, **settings: Any) -> None:
        super().__init__(given, **settings)
        rows = WorkPurpose.objects.of(by).filter(retired_at__isnull=True)
        hint = _("Which words there are is said in the settings, where work is given a purpose.")
        self.fields["purpose"] = forms.ModelChoiceField(rows, label=_("What it is"), help_text=hint, empty_label="—")
        marks = _("A line that begins with # is a heading, one with - stands in a list, **words** are bold.")
        area = forms.Textarea({"rows": 14})
        self.fields["text"] = forms.CharField(label=_("What it says"), widget=area, help_text=marks)
