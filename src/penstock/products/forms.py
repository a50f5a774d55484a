"""The boxes in which the facts and prices of a product are written."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.fields.forms import PREFIX, CustomFieldsForm, custom_box, shown_value
from penstock.fields.models import Subject
from penstock.fields.values import fields_of
from penstock.products.models import Product
from penstock.products.queries import Prices
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor

LABELS = {
    "name": _("Name"),
    "code": _("Code"),
    "category": _("Category"),
    "unit": _("Unit"),
    "unit_price": _("List price"),
    "currency": _("Currency"),
    "unit_cost": _("Cost"),
    "cost_currency": _("Currency of the cost"),
    "description": _("Description"),
}
PRICE = "price."


class AddForm(CustomFieldsForm):
    """A new product."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, by=by, subject=Subject.PRODUCT, **settings)
        self.fields = {**{name: fact_box(name) for name in LABELS}, **self.fields}
        self.initial.setdefault("currency", by.workspace.currency)

    def facts(self) -> dict[str, Any]:
        """What was written, as the action takes it."""
        own = {name: self.cleaned_data[name] for name in LABELS}
        return {**own, "custom": {key: value for key, value in self.custom_values().items() if value}}


class PriceListForm(forms.Form):
    """A new price list."""

    name = forms.CharField(label=_("Name"), max_length=120)
    currency_code = forms.CharField(label=_("Currency"), max_length=3)


def fact_form(given: Any, product: Product, prices: Prices, name: str, by: Actor) -> forms.Form | None:
    """A form of one box, filled with the fact or price; None where there is no such one."""
    box, value = _box(product, prices, name, by)
    if box is None:
        return None
    form = forms.Form(given, initial={name: value})
    form.fields[name] = box
    return form


def _box(product: Product, prices: Prices, name: str, by: Actor) -> tuple[forms.Field | None, Any]:
    """The box of a fact by its name and what it begins with."""
    if name.startswith(PREFIX):
        field = next((one for one in fields_of(by, Subject.PRODUCT) if PREFIX + one.key == name), None)
        kept = shown_value(field, product.custom.get(field.key)) if field else None
        return (custom_box(field, by) if field else None), kept
    for price_list in prices:
        if name == f"{PRICE}{price_list.pk}":
            return AmountField(label=price_list.name, required=False), prices[price_list].get(product.pk)
    return (fact_box(name) if name in LABELS else None), getattr(product, name, None)


def fact_box(name: str) -> forms.Field:
    """The box of one fact."""
    return BOXES.get(name, _line)(LABELS[name])


def _line(label: Any) -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=120)


def _amount(label: Any) -> forms.Field:
    return AmountField(label=label, required=False)


def _text(label: Any) -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))


BOXES: dict[str, Callable[[Any], forms.Field]] = {
    "name": lambda label: forms.CharField(label=label, max_length=300),
    "currency": lambda label: forms.CharField(label=label, max_length=3),
    "unit_price": _amount,
    "unit_cost": _amount,
    "cost_currency": lambda label: forms.CharField(
        label=label, required=False, max_length=3, help_text=_("Empty: as the price.")
    ),
    "description": _text,
}
