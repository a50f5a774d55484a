"""The company does not owe too much past the due day."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.companies.models import CompanyFact
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.pipelines.models import Stage
from penstock.ui import formats
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor

OVERDUE = "overdue_debt"


class DebtKind(Kind):
    """Overdue receivables as the accounting system last told them; a company of which it told nothing owes nothing."""

    key = "debt"
    label = gettext_lazy("No overdue debt")

    def needs(self, params: Params) -> set[str]:
        """The figures of the company."""
        return {"company_facts"}

    def words(self, params: Params, names: Names) -> str:
        """How much may be overdue."""
        most = formats.money_exact(Decimal(params["most"]), names.by.workspace.currency)
        return _("The company's overdue debt is at most %(most)s") % {"most": most}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """How much."""
        hint = _("In %(currency)s; 0 means that nothing may be overdue.") % {"currency": by.workspace.currency}
        return {"most": AmountField(label=_("At most"), initial=0, help_text=hint)}

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The amount as text."""
        return {"most": format(cleaned["most"], "f")}

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """It owes more, or an amount that no rate can compare."""
        fact = facts.company_facts.get(OVERDUE)
        if fact is None or not fact.amount:
            return
        owed = _converted(fact, facts)
        if owed is None or owed > Decimal(rule.params["most"]):
            words = {"amount": formats.money_exact(fact.amount, fact.currency), "day": formats.day(fact.on)}
            yield Lack("debt", _("The company owes %(amount)s past the due day (as of %(day)s).") % words)


def _converted(fact: CompanyFact, facts: Facts) -> Decimal | None:
    if fact.currency == facts.names.by.workspace.currency:
        return fact.amount
    rate = facts.names.rates.rate(fact.currency)
    return None if rate is None else fact.amount * rate
