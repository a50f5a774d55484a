"""The facts and prices of a product as its page shows them."""

from typing import Any

from django.urls import reverse

from penstock.common.checks import safe_link
from penstock.fields.forms import PREFIX
from penstock.fields.models import FieldType, Subject
from penstock.fields.readings import readings
from penstock.products.forms import LABELS, PRICE
from penstock.products.models import Product
from penstock.products.queries import Prices, prices_of
from penstock.ui.facts import Fact, in_lines
from penstock.ui.templatetags.ui_tags import money
from penstock.workspaces.actor import Actor

FACTS = ("code", "category", "unit", "unit_price", "currency", "unit_cost", "cost_currency", "description")
COSTS = frozenset({"unit_cost", "cost_currency"})
"""Facts for those only who may see costs."""


def facts_of(product: Product, by: Actor) -> list[Fact]:
    """The facts of a product, its custom ones last."""
    shown = [name for name in FACTS if by.may_see_costs or name not in COSTS]
    return [*(fact_of(product, name, by) for name in shown), *custom_facts(product, by)]


def fact_of(product: Product, name: str, by: Actor) -> Fact:
    """One fact or price by its name, such as ``code``, ``custom.colour`` or ``price.3``."""
    if name.startswith(PREFIX):
        return next(fact for fact in custom_facts(product, by) if fact.name == name)
    if name.startswith(PRICE):
        return next(fact for fact in price_facts(product, prices_of([product], by), by) if fact.name == name)
    return Fact(name, str(LABELS[name]), _shown(product, name), edit_url(product, name, by))


def price_facts(product: Product, prices: Prices, by: Actor) -> list[Fact]:
    """What a product costs in each price list."""
    return [
        Fact(
            f"{PRICE}{price_list.pk}",
            price_list.name,
            "" if price is None else money(price, price_list.currency, exact=True),
            edit_url(product, f"{PRICE}{price_list.pk}", by),
        )
        for price_list, by_product in prices.items()
        for price in [by_product.get(product.pk)]
    ]


def custom_facts(product: Product, by: Actor) -> list[Fact]:
    """The workspace's own fields, filled or not."""
    found = []
    for field, text in readings(by, Subject.PRODUCT, product.custom):
        link = safe_link(text) if field.type == FieldType.URL else ""
        found.append(Fact(PREFIX + field.key, field.label, text, edit_url(product, PREFIX + field.key, by), link))
    return found


def edit_url(product: Product, name: str, by: Actor) -> str:
    """Where a fact is edited; empty where the reader may not."""
    return reverse("products:change", args=[product.pk, name]) if by.is_admin else ""


def _shown(product: Product, name: str) -> Any:
    if name == "unit_price":
        return "" if product.unit_price is None else money(product.unit_price, product.currency, exact=True)
    if name == "unit_cost":
        return "" if product.unit_cost is None else money(product.unit_cost, product.currency_of_cost, exact=True)
    return in_lines(product.description) if name == "description" else getattr(product, name)
