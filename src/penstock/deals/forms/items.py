"""The line items of a deal as rows of a form."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.deals.actions import Line
from penstock.deals.forms.choosing import RecordField, find
from penstock.deals.models import Billing, DealItem
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor

MOST_LINES = 200


class ItemForm(forms.Form):
    """One line; without a price the price list's or the product's own counts."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["product"] = ProductOrName(by, label=_("Product or name"), required=False)
        self.fields["quantity"] = AmountField(label=_("Quantity"), required=False)
        self.fields["unit_price"] = AmountField(label=_("Price"), required=False)
        self.fields["discount"] = AmountField(label=_("Discount, %"), required=False)
        self.fields["billing"] = forms.ChoiceField(label=_("Paid"), required=False, choices=Billing.choices)
        self.fields["periods"] = forms.IntegerField(
            label=_("Times"), required=False, min_value=1, widget=forms.NumberInput(attrs={"min": 1})
        )
        self.fields["remove"] = forms.BooleanField(label=_("Remove this line"), required=False)

    def line(self) -> Line | None:
        """What the action is told of this row; None for an empty or removed one."""
        data = self.cleaned_data
        if data.get("remove") or not data.get("product"):
            return None
        product, name = data["product"]
        return Line(
            product_id=product.pk if product else None,
            name="" if product else name,
            quantity=_or(data["quantity"], Decimal(1)),
            unit_price=data["unit_price"],
            discount=_or(data["discount"], Decimal(0)),
            billing=data["billing"] or Billing.ONCE,
            periods=data["periods"] or 1,
        )


class ProductOrName(RecordField):
    """A product of the catalogue, or words of one's own for what is not in it."""

    def __init__(self, by: Actor, **settings: Any) -> None:
        super().__init__("product", by, **settings)

    def clean(self, value: Any) -> Any:
        """The product and the words; None for an empty box."""
        text = forms.CharField.clean(self, value)
        if not text:
            return None
        found = self.found(text)
        return (found[0] if found else None), text

    def found(self, text: str) -> list[Any]:
        """The product that the words name, if any."""
        return find("product", text, self.by)


def _or(value: Decimal | None, otherwise: Decimal) -> Decimal:
    return otherwise if value is None else value


ItemFormSet = forms.formset_factory(ItemForm, extra=1, max_num=MOST_LINES, absolute_max=MOST_LINES)


def item_rows(items: list[DealItem]) -> list[dict[str, Any]]:
    """Line items as the rows begin."""
    return [
        {
            "product": item.name,
            "quantity": item.quantity.normalize(),
            "unit_price": item.unit_price,
            "discount": item.discount.normalize() if item.discount else None,
            "billing": item.billing,
            "periods": item.periods,
        }
        for item in items
    ]
