"""What may stand in a product: each refusal is a sentence at its field."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.checks import Check, amount, check_all, currency, line, plain, required_name
from penstock.common.errors import Refused
from penstock.fields.models import Subject
from penstock.fields.values import checked_values
from penstock.products.models import Product
from penstock.workspaces.actor import Actor


def checked_facts(facts: dict[str, Any], by: Actor, product: Product | None = None) -> dict[str, Any]:
    """The facts in the form they are kept in; raises Refused with a sentence for each that cannot be."""
    checks: dict[str, Check] = {
        "name": partial(_free_name, by=by, product=product),
        "custom": partial(checked_values, by, Subject.PRODUCT),
    }
    return check_all(facts, PLAIN | checks)


def kept(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of another system in the form they are kept in: what cannot be is left out, nothing is refused."""
    found = {}
    for name, value in facts.items():
        try:
            found[name] = PLAIN[name](value) if name in PLAIN else value
        except Refused:
            continue
    return found


def require_settings(by: Actor) -> None:
    """Products and prices are the workspace's settings."""
    by.require_admin(_("Only an administrator may change products and prices."))


def _free_name(value: Any, by: Actor, product: Product | None) -> str:
    name = required_name(value)
    others = Product.objects.of(by).filter(name=name)
    if (others.exclude(pk=product.pk) if product else others).exists():
        raise Refused(_("There is already a product called “%(name)s”.") % {"name": name})
    return name


PLAIN: dict[str, Check] = {
    "name": required_name,
    "code": line(100),
    "category": line(120),
    "unit": line(30),
    "unit_price": amount,
    "currency": currency,
    "unit_cost": amount,
    "cost_currency": lambda value: currency(value) if value else "",
    "description": plain,
}
