"""What changed, in words: the facts of an event with their values before and after."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from penstock.companies.forms import LABELS as COMPANY_LABELS
from penstock.contacts.forms import LABELS as CONTACT_LABELS
from penstock.deals.changing import ASIDE
from penstock.deals.facts import LABELS as DEAL_LABELS
from penstock.deals.models import DealType, ForecastCategory
from penstock.fields.models import Field
from penstock.timeline.names import KEYS, Names
from penstock.ui import formats

LABELS: dict[str, dict[str, Any]] = {
    "deal": {**DEAL_LABELS, "amount": DEAL_LABELS["amount"]},
    "company": COMPANY_LABELS,
    "contact": CONTACT_LABELS,
}
AMOUNTS = ("amount", "monthly_amount", "annual_revenue", "value")
DAYS = ("expected_close_on",)
CHOICES = {"type": DealType.choices, "forecast_category": ForecastCategory.choices}
LONG = ("description", "loss_comment", "address")
UNTOLD = frozenset({"value_basis", "status", "stage_entered_at", "closed_at", "stage_id", "pipeline_id", *ASIDE})
FOLLOWS = {"value": "amount", "odds": "probability", "mrr": "monthly_amount"}
"""Facts that follow from another; they are told only where the other is not."""


class Change(NamedTuple):
    """One fact: what it is called, what it was, what it is; a long text says only that it changed."""

    label: str
    before: str
    after: str
    is_long: bool = False


def changes_of(
    subject: str, data: dict[str, Any], names: Names, fields: dict[str, Field], currency: str
) -> list[Change]:
    """The facts that somebody changed, in words."""
    told = []
    for key, (before, after) in data.get("changes", {}).items():
        if key == "custom":
            told += _custom(before or {}, after or {}, fields)
        elif key not in UNTOLD and FOLLOWS.get(key) not in data["changes"]:
            told.append(_change(subject, FOLLOWS.get(key, key), before, after, names, currency))
    return told


def _change(subject: str, key: str, before: Any, after: Any, names: Names, currency: str) -> Change:
    name = key.removesuffix("_id")
    label = str(LABELS[subject].get(name) or _(name.replace("_", " ").capitalize()))
    if name in LONG:
        return Change(label, "", "", is_long=True)
    return Change(label, _shown(key, before, names, currency), _shown(key, after, names, currency))


def _shown(key: str, value: Any, names: Names, currency: str) -> str:
    """A value in words; an id by its name, an amount with its currency."""
    if value is None or value == "" or value == []:
        return "—"
    if key in KEYS:
        return str(names.of(key, value) or _("somebody or something out of sight"))
    if key in AMOUNTS:
        return formats.money_exact(Decimal(str(value)), currency)
    if key in DAYS:
        return formats.day(date.fromisoformat(value))
    if key in CHOICES:
        return str(dict(CHOICES[key]).get(value, value))
    if key == "probability":
        return formats.percent(value / 100)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _custom(before: dict[str, Any], after: dict[str, Any], fields: dict[str, Field]) -> list[Change]:
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return [
        Change(fields[key].label if key in fields else key, _plain(before.get(key)), _plain(after.get(key)))
        for key in keys
    ]


def _plain(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
