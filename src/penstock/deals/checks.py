"""What may stand in a deal: each refusal is a sentence at its field."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.common.money import LARGEST, rounded
from penstock.deals.models import DealType, ForecastCategory
from penstock.fields.models import Subject
from penstock.fields.values import checked_values
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

CURRENCY = re.compile(r"[A-Z]{3}\Z")


def checked_fields(fields: dict[str, Any], by: Actor, *, pipeline_id: int | None) -> dict[str, Any]:
    """The fields in the form they are kept in; raises Refused with a sentence for each that cannot be."""
    problems: dict[str, str] = {}
    checked: dict[str, Any] = {}
    for name, value in fields.items():
        try:
            checked[name] = (
                checked_values(by, Subject.DEAL, value, pipeline_id=pipeline_id)
                if name == "custom"
                else CHANGEABLE[name](value, by)
            )
        except Refused as problem:
            problems |= problem.fields or {name: problem.message}
    if problems:
        raise Refused(" ".join(dict.fromkeys(problems.values())), fields=problems)
    return checked


def checked_owner(owner: Person | None, by: Actor) -> Person | None:
    """An owner who works in the workspace now."""
    if owner is not None and (owner.workspace_id != by.workspace_id or not owner.is_active):
        sentence = _("%(person)s does not work here any more; choose somebody else.") % {"person": owner}
        raise Refused(sentence, fields={"owner": sentence})
    return owner


def _name(value: str, _by: Actor) -> str:
    name = " ".join(str(value).split())
    if not name:
        raise Refused(_("A deal needs a name."))
    return name[:300]


def _text(value: str | None, _by: Actor) -> str:
    return (value or "").strip()


def _amount(value: Decimal | None, _by: Actor) -> Decimal | None:
    if value is None:
        return None
    amount = rounded(Decimal(value)) if Decimal(value).is_finite() else Decimal(-1)
    if not 0 <= amount <= LARGEST:
        raise Refused(_("An amount is a number from 0 to %(largest)s.") % {"largest": LARGEST})
    return amount


def _currency(value: str, _by: Actor) -> str:
    code = str(value).strip().upper()
    if not CURRENCY.match(code):
        raise Refused(_("A currency is written in three letters, such as USD."))
    return code


def _probability(value: int | None, _by: Actor) -> int | None:
    if value is not None and not 0 <= value <= 100:
        raise Refused(_("A probability is a number from 0 to 100."))
    return value


def _day(value: date | None, _by: Actor) -> date | None:
    if value is not None and not 1900 <= value.year <= 2200:
        raise Refused(_("A date lies between 1900 and 2200."))
    return value


def _type(value: str, _by: Actor) -> str:
    if value and value not in DealType.values:
        raise Refused(_("This type of deal does not exist."))
    return value


def _category(value: str | None, _by: Actor) -> str | None:
    if value and value not in ForecastCategory.values:
        raise Refused(_("This forecast category does not exist."))
    return value or None


def _related(value: Any, by: Actor) -> Any:
    if value is not None and value.workspace_id != by.workspace_id:
        raise Refused(_("This record does not exist."))
    return value


CHANGEABLE: dict[str, Callable[[Any, Actor], Any]] = {
    "name": _name,
    "amount": _amount,
    "monthly_amount": _amount,
    "currency": _currency,
    "probability": _probability,
    "expected_close_on": _day,
    "forecast_category": _category,
    "company": _related,
    "source": _related,
    "loss_reason": _related,
    "type": _type,
    "description": _text,
    "loss_comment": _text,
}
