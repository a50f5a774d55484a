"""The boxes in which the facts of a company are written, the same when it is added and where they are edited."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.companies.choosing import CompanyField
from penstock.companies.models import Company
from penstock.fields.forms import PREFIX, CustomFieldsForm, custom_box, shown_value
from penstock.fields.models import Subject
from penstock.fields.values import fields_of
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

LABELS = {
    "name": _("Name"),
    "owner": _("Owner"),
    "parent": _("Parent company"),
    "sector": _("Sector"),
    "employees": _("Employees"),
    "annual_revenue": _("Annual revenue"),
    "founded": _("Founded"),
    "country": _("Country"),
    "region": _("Region"),
    "city": _("City"),
    "address": _("Address"),
    "website": _("Website"),
    "phones": _("Phones"),
    "emails": _("E-mails"),
    "description": _("Description"),
    "inn": _("INN"),
    "kpp": _("KPP"),
    "uscc": _("Credit code"),
}
ADDED = ("name", "parent", "website", "sector", "city", "country", "inn", "owner")
"""What is asked when a company is added; the rest is written on its page."""


class AddForm(CustomFieldsForm):
    """A new company."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, by=by, subject=Subject.COMPANY, **settings)
        own = {name: fact_box(name, by) for name in ADDED}
        self.fields = {**own, **self.fields}
        self.initial.setdefault("owner", by.person_id)

    def facts(self) -> dict[str, Any]:
        """What was written, as the action takes it."""
        own = {name: self.cleaned_data[name] for name in ADDED}
        return {**own, "custom": {key: value for key, value in self.custom_values().items() if value}}


def fact_form(given: Any, company: Company, name: str, by: Actor) -> forms.Form | None:
    """A form of one box, filled with the fact; None where there is no such fact."""
    if name.startswith(PREFIX):
        field = next((one for one in fields_of(by, Subject.COMPANY) if PREFIX + one.key == name), None)
        box = custom_box(field, by) if field else None
        value = shown_value(field, company.custom.get(field.key)) if field else None
    else:
        box = fact_box(name, by) if name in LABELS else None
        value = listed(getattr(company, name, None))
    if box is None:
        return None
    form = forms.Form(given, initial={name: value})
    form.fields[name] = box
    return form


def fact_box(name: str, by: Actor) -> forms.Field:
    """The box of one fact."""
    return BOXES.get(name, _line)(LABELS[name], by)


def listed(value: Any) -> Any:
    """Several entries as one text; anything else as it is."""
    return ", ".join(value) if isinstance(value, list) else value


def _line(label: Any, _by: Actor) -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=300)


def _name(label: Any, _by: Actor) -> forms.Field:
    return forms.CharField(label=label, max_length=300)


def _text(label: Any, _by: Actor) -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))


def _entries(label: Any, _by: Actor) -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


def _whole(label: Any, _by: Actor) -> forms.Field:
    return forms.IntegerField(label=label, required=False, min_value=0)


def owner_box(label: Any, by: Actor) -> forms.Field:
    """The people who can own a record."""
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name")
    return forms.ModelChoiceField(people, label=label, required=False, empty_label=_("Nobody"))


BOXES: dict[str, Callable[[Any, Actor], forms.Field]] = {
    "name": _name,
    "owner": owner_box,
    "parent": lambda label, by: CompanyField(by, label=label, required=False),
    "employees": _whole,
    "founded": _whole,
    "annual_revenue": lambda label, _by: AmountField(label=label, required=False),
    "phones": _entries,
    "emails": _entries,
    "address": _text,
    "description": _text,
}
