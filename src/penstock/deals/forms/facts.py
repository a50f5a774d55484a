"""The box in which each fact of a deal is written, the same when it is opened and where it is edited."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.companies.choosing import CompanyField
from penstock.deals.models import DealType, ForecastCategory
from penstock.pipelines.models import LossReason, Source
from penstock.ui.numbers import AmountField
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


def owner_box(by: Actor) -> "forms.ModelChoiceField[Any]":
    """The people to whom the actor may give deals."""
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).select_related("workspace").order_by("name")
    return forms.ModelChoiceField(people, label=_("Owner"), required=False, empty_label=_("Nobody"))


def _source(by: Actor) -> "forms.ModelChoiceField[Any]":
    sources = Source.objects.of(by).filter(retired_at__isnull=True)
    return forms.ModelChoiceField(sources, label=_("Source"), required=False, empty_label="—")


def _loss_reason(by: Actor) -> "forms.ModelChoiceField[Any]":
    reasons = LossReason.objects.of(by).filter(retired_at__isnull=True)
    return forms.ModelChoiceField(reasons, label=_("Loss reason"), required=False, empty_label="—")


def _type(by: Actor) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Type"), required=False, choices=[("", "—"), *DealType.choices])


def _category(by: Actor) -> forms.ChoiceField:
    choices = [("", _("Not chosen")), *ForecastCategory.choices]
    return forms.ChoiceField(label=_("Forecast category"), required=False, choices=choices)


def _probability(by: Actor) -> forms.IntegerField:
    hint = _("Percent; empty means the stage's own.")
    return forms.IntegerField(label=_("Probability"), required=False, help_text=hint)


FACT_BOXES: dict[str, Callable[[Actor], forms.Field]] = {
    "name": lambda _by: text_box(_("Name"), required=True),
    "company": lambda by: CompanyField(by, label=_("Company"), required=False),
    "amount": lambda _by: AmountField(label=_("Value"), required=False),
    "currency": lambda _by: text_box(_("Currency"), maxlength=3, size=4),
    "monthly_amount": lambda _by: AmountField(label=_("Monthly revenue"), required=False),
    "probability": _probability,
    "expected_close_on": lambda _by: day_box(_("Expected close")),
    "source": _source,
    "type": _type,
    "forecast_category": _category,
    "description": lambda _by: long_box(_("Description")),
    "owner": owner_box,
    "loss_reason": _loss_reason,
    "loss_comment": lambda _by: long_box(_("Comment on the loss")),
}
