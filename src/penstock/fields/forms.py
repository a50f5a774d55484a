"""Custom fields in any record's form: the boxes they are written in, what stands in them, and what was written.

A record's form mixes ``CustomFieldsForm`` in: its boxes are called ``custom.<key>``, as the refusals of
``checked_values`` are, and ``custom_values()`` is what an action takes as ``custom``.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from penstock.fields.models import Field, FieldType, Subject
from penstock.fields.values import fields_of
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

PREFIX = "custom."


class CustomFieldsForm(forms.Form):
    """A form that ends with the workspace's own fields for a subject; ``custom`` holds the record's values."""

    def __init__(
        self,
        *args: Any,
        by: Actor,
        subject: Subject,
        pipeline_id: int | None = None,
        custom: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.custom_fields = fields_of(by, subject, pipeline_id)
        for field in self.custom_fields:
            name = f"{PREFIX}{field.key}"
            self.fields[name] = custom_box(field, by)
            self.initial.setdefault(name, shown_value(field, (custom or {}).get(field.key)))

    def custom_boxes(self) -> list[forms.BoundField]:
        """The boxes of the custom fields, for a template that sets them apart."""
        return [self[f"{PREFIX}{field.key}"] for field in self.custom_fields]

    def custom_values(self) -> dict[str, Any]:
        """What was written, by field key; an empty box clears the field."""
        return {field.key: self.cleaned_data.get(f"{PREFIX}{field.key}") for field in self.custom_fields}


def custom_box(field: Field, by: Actor) -> forms.Field:
    """The box of one custom field; nothing is required, since a field may come after its records."""
    return BOXES[FieldType(field.type)](field, by)


def shown_value(field: Field, value: Any) -> Any:
    """A kept value as its box shows it."""
    if value is None:
        return None
    if field.type == FieldType.YES_NO:
        return "true" if value else "false"
    if field.type == FieldType.MOMENT:
        return parse_datetime(str(value))
    if field.type in (FieldType.NUMBER, FieldType.MONEY):
        return Decimal(value)
    return value


def _text(field: Field, by: Actor) -> forms.Field:
    return forms.CharField(label=field.label, required=False, max_length=1000)


def _long_text(field: Field, by: Actor) -> forms.Field:
    return forms.CharField(
        label=field.label, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _number(field: Field, by: Actor) -> forms.Field:
    return AmountField(label=field.label, required=False)


def _day(field: Field, by: Actor) -> forms.Field:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=field.label, required=False, widget=widget)


def _moment(field: Field, by: Actor) -> forms.Field:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=field.label, required=False, widget=widget)


def _yes_no(field: Field, by: Actor) -> forms.Field:
    choices = [("", "—"), ("true", _("Yes")), ("false", _("No"))]
    return forms.ChoiceField(label=field.label, required=False, choices=choices)


def _choice(field: Field, by: Actor) -> forms.Field:
    choices = [("", "—"), *((option, option) for option in field.options)]
    return forms.ChoiceField(label=field.label, required=False, choices=choices)


def _choices(field: Field, by: Actor) -> forms.Field:
    choices = [(option, option) for option in field.options]
    return forms.MultipleChoiceField(
        label=field.label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
    )


def _url(field: Field, by: Actor) -> forms.Field:
    return forms.URLField(label=field.label, required=False, max_length=2000, assume_scheme="https")


def _person(field: Field, by: Actor) -> forms.Field:
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name").values_list("pk", "name")
    return forms.TypedChoiceField(
        label=field.label, required=False, choices=[("", "—"), *people], coerce=int, empty_value=None
    )


BOXES: dict[FieldType, Callable[[Field, Actor], forms.Field]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _long_text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.DATE: _day,
    FieldType.MOMENT: _moment,
    FieldType.YES_NO: _yes_no,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.URL: _url,
    FieldType.PERSON: _person,
}
