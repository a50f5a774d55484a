"""Discounts keep to a matrix: how much by size of the deal, product, margin and the role of who sells."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common.errors import Refused
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.kinds.margin import percent
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.deals.margins import Margin, line_margin
from penstock.deals.models import DealItem
from penstock.pipelines.models import Stage
from penstock.products.models import Product
from penstock.ui import formats
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Role

LINES = 8
ANY = ""
COLUMNS = ("value", "category", "margin", "role", "most")


class DiscountKind(Kind):
    """``lines`` are tried from the top: the first that fits the item, the deal and the role says how much is allowed.

    A line holds ``value`` (the deal is worth at least that much in the workspace's currency), ``category`` of the
    product, ``role``, ``margin`` (the percentage that the item still leaves after its discount; rules of before have
    none), and ``most``, a percentage. An item that no line fits may have no discount; one whose margin is not known
    fits no line that asks for one.
    """

    key = "discount"
    label = gettext_lazy("Discounts keep to the matrix")

    def needs(self, params: Params) -> set[str]:
        """The line items."""
        return {"items"}

    def words(self, params: Params, names: Names) -> str:
        """The matrix, a part for each line."""
        return _("Discounts: %(lines)s; otherwise none") % {
            "lines": "; ".join(_line(one, names) for one in params["lines"])
        }

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """A row of boxes for each line; empty rows are left out."""
        products = Product.objects.of(by).filter(retired_at__isnull=True).exclude(category="")
        kinds = [(name, name) for name in products.order_by("category").values_list("category", flat=True).distinct()]
        roles = list(Role.objects.of(by).order_by("pk").values_list("key", "name"))
        found: dict[str, forms.Field] = {}
        for number in range(1, LINES + 1):
            found |= _row(number, kinds, roles, by.workspace.currency)
        return found

    def initial(self, params: Params) -> dict[str, Any]:
        """The lines, a row of boxes each."""
        found: dict[str, Any] = {}
        for number, line in enumerate(params["lines"], start=1):
            found |= {f"{name}_{number}": line.get(name) for name in COLUMNS}
        return found

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The rows that say how much."""
        lines = [_kept(number, cleaned) for number in range(1, LINES + 1) if cleaned.get(f"most_{number}") is not None]
        if not lines:
            sentence = _("Say how much discount is allowed, in one row at least.")
            raise Refused(sentence, fields={"most_1": sentence})
        return {"lines": lines}

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """The roles."""
        for line in params["lines"]:
            if line["role"]:
                yield "role", line["role"]

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """A sentence for each item with more discount than is allowed."""
        for item in facts.items:
            most = allowed(rule.params["lines"], item, facts, step.role)
            if item.discount > most:
                words = {"item": item.name, "given": percent(item.discount), "most": percent(most)}
                sentence = _("%(item)s has a discount of %(given)s; %(most)s is allowed.") % words
                yield Lack(f"item:{item.order}", sentence, page="deals:items")


def allowed(lines: list[dict[str, Any]], item: DealItem, facts: Facts, role: str) -> Decimal:
    """The most discount on an item, in percent: of the first line that fits; the house itself counts as any role."""
    for line in lines:
        if line["category"] and line["category"] != (item.product.category if item.product else ""):
            continue
        if line["role"] and role and line["role"] != role:
            continue
        if line.get("margin") and not _margin(item, facts).is_at_least(Decimal(line["margin"])):
            continue
        if _worth(facts) >= Decimal(line["value"] or 0):
            return Decimal(line["most"])
    return Decimal(0)


def _margin(item: DealItem, facts: Facts) -> Margin:
    return line_margin(item, facts.deal.currency, facts.names.rates)


def _worth(facts: Facts) -> Decimal:
    """The deal's value in the workspace's currency; one that no rate brings there counts as nothing."""
    deal = facts.deal
    if deal.currency == facts.names.by.workspace.currency:
        return Decimal(deal.value)
    rate = facts.names.rates.rate(deal.currency)
    return Decimal(0) if rate is None else deal.value * rate


def _row(number: int, categories: list[Any], roles: list[Any], currency: str) -> dict[str, forms.Field]:
    any_one = (ANY, _("Any"))
    worth = _("Deal worth at least, %(currency)s") % {"currency": currency}
    return {
        f"value_{number}": AmountField(label=worth, required=False),
        f"category_{number}": forms.ChoiceField(label=_("Category"), required=False, choices=[any_one, *categories]),
        f"margin_{number}": AmountField(label=_("Margin left at least, %"), required=False),
        f"role_{number}": forms.ChoiceField(label=_("Role"), required=False, choices=[any_one, *roles]),
        f"most_{number}": AmountField(label=_("Discount up to, %"), required=False),
    }


def _kept(number: int, cleaned: dict[str, Any]) -> dict[str, Any]:
    value, margin, most = (cleaned.get(f"{name}_{number}") for name in ("value", "margin", "most"))
    if margin is not None and not 0 <= margin < 100:
        sentence = _("A margin is a percentage from 0 to less than 100.")
        raise Refused(sentence, fields={f"margin_{number}": sentence})
    if most is None or not 0 <= most <= 100:
        sentence = _("A discount is a percentage from 0 to 100.")
        raise Refused(sentence, fields={f"most_{number}": sentence})
    return {
        "value": None if value is None else format(value, "f"),
        "category": cleaned.get(f"category_{number}", ""),
        "role": cleaned.get(f"role_{number}", ""),
        "most": format(most, "f"),
        **({} if margin is None else {"margin": format(margin.normalize(), "f")}),
    }


def _line(line: dict[str, Any], names: Names) -> str:
    on = []
    if line["value"]:
        worth = formats.money_exact(Decimal(line["value"]), names.by.workspace.currency)
        on.append(_("from %(value)s") % {"value": worth})
    if line["category"]:
        on.append(line["category"])
    if line.get("margin"):
        on.append(_("with a margin of %(margin)s left") % {"margin": percent(line["margin"])})
    if line["role"]:
        on.append(names.role(line["role"]))
    most = percent(Decimal(line["most"]))
    return (
        _("up to %(most)s (%(on)s)") % {"most": most, "on": ", ".join(on)}
        if on
        else _("up to %(most)s") % {"most": most}
    )
