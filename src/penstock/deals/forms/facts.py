"""The box in which each fact of a deal is written, the same when it is opened and where it is edited."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.ui.numbers import AmountField
from penstock.deals.forms.choosing import RecordField
from penstock.deals.models import DealType
from penstock.fields.models import Field, FieldType
from penstock.pipelines.models import Source
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


def text_box(label: str, **attrs: Any) -> forms.CharField:
    """A short text."""
    return forms.CharField(label=label, required=False, max_length=300, widget=forms.TextInput(attrs=attrs))


def day_box(label: str) -> forms.DateField:
    """A calendar day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


def long_box(label: str) -> forms.CharField:
    """A longer text."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 3}))


def owner_box(by: Actor) -> forms.ModelChoiceField:
    """The people to whom the actor may give deals."""
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).select_related("workspace").order_by("name")
    return forms.ModelChoiceField(people, label=_("Owner"), required=False, empty_label=_("Nobody"))


def _source(by: Actor) -> forms.ModelChoiceField:
    sources = Source.objects.of(by).filter(retired_at__isnull=True)
    return forms.ModelChoiceField(sources, label=_("Source"), required=False, empty_label="—")


def _type(by: Actor) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Type"), required=False, choices=[("", "—"), *DealType.choices])


def _probability(by: Actor) -> forms.IntegerField:
    hint = _("Percent; empty means the stage's own.")
    return forms.IntegerField(label=_("Probability"), required=False, help_text=hint)


FACT_BOXES: dict[str, Callable[[Actor], forms.Field]] = {
    "name": lambda _by: text_box(_("Name"), required=True),
    "company": lambda by: RecordField("company", by, label=_("Company"), required=False),
    "amount": lambda _by: AmountField(label=_("Value"), required=False),
    "currency": lambda _by: text_box(_("Currency"), maxlength=3, size=4),
    "monthly_amount": lambda _by: AmountField(label=_("Monthly revenue"), required=False),
    "probability": _probability,
    "expected_close_on": lambda _by: day_box(_("Expected close")),
    "source": _source,
    "type": _type,
    "description": lambda _by: long_box(_("Description")),
    "owner": owner_box,
}


def custom_box(field: Field, by: Actor) -> forms.Field:
    """The box of a custom field."""
    return CUSTOM_BOXES.get(FieldType(field.type), _plain)(field, by)


def _plain(field: Field, by: Actor) -> forms.Field:
    return text_box(field.label)


def _choice(field: Field, by: Actor) -> forms.Field:
    choices = [("", "—"), *((option, option) for option in field.options)]
    return forms.ChoiceField(label=field.label, required=False, choices=choices)


def _choices(field: Field, by: Actor) -> forms.Field:
    choices = [(option, option) for option in field.options]
    return forms.MultipleChoiceField(label=field.label, required=False, choices=choices)


def _yes_no(field: Field, by: Actor) -> forms.Field:
    choices = [("", "—"), ("true", _("Yes")), ("false", _("No"))]
    return forms.ChoiceField(label=field.label, required=False, choices=choices)


def _person(field: Field, by: Actor) -> forms.Field:
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name").values_list("pk", "name")
    return forms.TypedChoiceField(
        label=field.label, required=False, choices=[("", "—"), *people], coerce=int, empty_value=None
    )


def _moment(field: Field, by: Actor) -> forms.Field:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=field.label, required=False, widget=widget)


CUSTOM_BOXES: dict[FieldType, Callable[[Field, Actor], forms.Field]] = {
    FieldType.LONG_TEXT: lambda field, _by: long_box(field.label),
    FieldType.NUMBER: lambda field, _by: AmountField(label=field.label, required=False),
    FieldType.MONEY: lambda field, _by: AmountField(label=field.label, required=False),
    FieldType.DATE: lambda field, _by: day_box(field.label),
    FieldType.MOMENT: _moment,
    FieldType.YES_NO: _yes_no,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.PERSON: _person,
}
