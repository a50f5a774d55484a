"""A deal leaves a margin: so much of its worth stays after what its products cost; what is not known does not pass."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common.errors import Refused
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.deals.margins import Margin, margin_of
from penstock.pipelines.models import Stage
from penstock.ui import formats
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor


class MarginKind(Kind):
    """``least`` is a percentage of what the deal is worth."""

    key = "margin"
    label = gettext_lazy("The deal leaves a margin")

    def needs(self, params: Params) -> set[str]:
        """The line items with their products."""
        return {"items"}

    def words(self, params: Params, names: Names) -> str:
        """How much has to be left."""
        return _("The margin of the deal is at least %(least)s") % {"least": percent(params["least"])}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """How much."""
        hint = _("Of what the deal is worth. A deal with a product whose cost nobody wrote does not pass.")
        return {"least": AmountField(label=_("At least, %"), help_text=hint)}

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The percentage as text."""
        least = cleaned["least"]
        if not 0 <= least < 100:
            sentence = _("A margin is a percentage from 0 to less than 100.")
            raise Refused(sentence, fields={"least": sentence})
        return {"least": format(least.normalize(), "f")}

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """It is less, or not known."""
        margin = margin_of(facts.deal, facts.items, facts.names.rates).whole
        least = rule.params["least"]
        if not margin.is_at_least(Decimal(least)):
            yield Lack("margin", _sentence(margin, least), page="deals:items")


def _sentence(margin: Margin, least: str) -> str:
    """What is wanting, never by how much: sentences are kept with overrides and runs, where others read them."""
    words = {"least": percent(least)}
    if margin.share is None:
        sentence = _("The margin of the deal is not known (%(why)s); at least %(least)s has to be left.")
        return sentence % {**words, "why": margin.why}
    return _("The deal leaves less than the margin of %(least)s that is asked for.") % words


def percent(value: str | Decimal) -> str:
    """A percentage as people read it."""
    number = Decimal(value)
    return formats.percent(number / 100, 1) if number % 1 else formats.percent(number / 100)
