"""A number lies in a range: the value, the probability, a field of one's own."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common.errors import Refused
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Domain, Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.fields.forms import PREFIX
from penstock.fields.models import FieldType, Subject
from penstock.fields.values import fields_of
from penstock.pipelines.models import Stage
from penstock.ui import formats
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor

MONEY = ("amount", "monthly_amount")
NUMBERS = (*MONEY, "probability")
NUMERIC = (FieldType.NUMBER, FieldType.MONEY)
READ = {"amount": "value", "monthly_amount": "mrr", "probability": "odds"}
"""What is compared: the deal's worth and odds in force, not only what somebody entered."""


class NumberKind(Kind):
    """At least, at most, or between; amounts are compared in the workspace's currency."""

    key = "number"
    label = gettext_lazy("A number lies in a range")

    def words(self, params: Params, names: Names) -> str:
        """The number and its range."""
        return _("%(field)s %(range)s") % {"field": names.field(params["field"]), "range": _range(params)}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """Which number, from, to."""
        names = Names(by)
        own = [PREFIX + one.key for one in fields_of(by, Subject.DEAL, stage.pipeline_id) if one.type in NUMERIC]
        choices = [(name, names.field(name)) for name in (*NUMBERS, *own)]
        hint = _("Amounts in %(currency)s.") % {"currency": by.workspace.currency}
        return {
            "field": forms.ChoiceField(label=_("Which number"), choices=choices),
            "low": AmountField(label=_("At least"), required=False, help_text=hint),
            "high": AmountField(label=_("At most"), required=False),
        }

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Numbers as text, so that no digit is lost."""
        low, high = cleaned["low"], cleaned["high"]
        if low is None and high is None:
            sentence = _("Say from which or up to which number.")
            raise Refused(sentence, fields={"low": sentence})
        if low is not None and high is not None and low > high:
            sentence = _("No number is at least %(low)s and at most %(high)s.") % {"low": low, "high": high}
            raise Refused(sentence, fields={"high": sentence})
        return {"field": cleaned["field"], "low": _text(low), "high": _text(high)}

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """A field of one's own."""
        if params["field"].startswith(PREFIX):
            yield "field", (str(Subject.DEAL), params["field"].removeprefix(PREFIX))

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """It is not known, or lies outside."""
        name, wanted = rule.params["field"], self.bounds(rule.params)
        number = _number(name, facts)
        domain = next(iter(wanted.values()))
        if number is None or domain.narrowed(Domain(number, number)).is_empty:
            words = {"field": facts.names.field(name), "range": _range(rule.params)}
            yield Lack(name, _("%(field)s must be %(range)s.") % words, box=name)

    def bounds(self, params: Params) -> dict[str, Domain]:
        """The range."""
        return {f"number:{params['field']}": Domain(_decimal(params["low"]), _decimal(params["high"]))}


def _number(name: str, facts: Facts) -> Decimal | None:
    if name.startswith(PREFIX):
        return _decimal(facts.deal.custom.get(name.removeprefix(PREFIX)))
    number = _decimal(getattr(facts.deal, READ[name]))
    if name not in MONEY or number is None:
        return number
    if facts.deal.currency == facts.names.by.workspace.currency:
        return number
    rate = facts.names.rates.rate(facts.deal.currency)
    return None if rate is None else number * rate


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _range(params: Params) -> str:
    low, high = (None if params[name] is None else formats.number(Decimal(params[name])) for name in ("low", "high"))
    if low is None:
        return _("at most %(high)s") % {"high": high}
    if high is None:
        return _("at least %(low)s") % {"low": low}
    return _("from %(low)s to %(high)s") % {"low": low, "high": high}
