"""The forms in which a stage's lists and its purpose are written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.pipelines.models import Stage
from penstock.playbooks.sorts import Sort


class EntryForm(forms.Form):
    """An entry of one of a playbook's lists."""

    def __init__(self, *given: Any, sort: Sort, entry: Any = None, **settings: Any) -> None:
        if entry is not None:
            settings["initial"] = {name: getattr(entry, name) for name in sort.checks}
        super().__init__(*given, **settings)
        for name in sort.checks:
            self.fields[name] = BOXES[name]()
        if sort.answer:
            self.fields["answer"].label = str(sort.answer)


class GuideForm(forms.Form):
    """What a stage is for, and what the buyer does meanwhile."""

    purpose = forms.CharField(
        label=_("What this stage is for"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Two or three sentences that stand beside each deal in the stage."),
    )
    buyer_step = forms.CharField(
        label=_("The buyer's step"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *given: Any, stage: Stage, purpose: str) -> None:
        super().__init__(*given, initial={"purpose": purpose, "buyer_step": stage.buyer_step})


def _name() -> forms.Field:
    return forms.CharField(label=_("What it says"), max_length=300, widget=forms.TextInput({"autocomplete": "off"}))


def _is_required() -> forms.Field:
    hint = _("Where the stage’s rules ask for the checklist, a deal goes on only when this is ticked.")
    return forms.BooleanField(label=_("Required to go on"), required=False, initial=True, help_text=hint)


def _answer() -> forms.Field:
    return forms.CharField(label=_("Answer"), required=False, max_length=10_000, widget=forms.Textarea({"rows": 4}))


BOXES = {"name": _name, "is_required": _is_required, "answer": _answer}
