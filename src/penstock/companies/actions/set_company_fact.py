"""Set a figure about a company that another system keeps, such as its overdue debt."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.common.money import LARGEST, rounded
from penstock.companies.changing import hold
from penstock.companies.events import CompanyFactSet
from penstock.companies.models import Company, CompanyFact
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

FACTS = ("overdue_debt",)
"""The figures that there are; more come with the systems that keep them."""


@action
def set_company_fact(
    company: Company, key: str, amount: Decimal, *, by: Actor, currency: str = "", on: date | None = None
) -> Event | None:
    """What the company's figure was on a day (today unless told), in a currency; None when it is so already.

    Only who may go past rules may set it, since rules rely on it. An older day than that of the figure in force is told
    and not kept: the newest counts.
    """
    held = hold(company, by)
    if not by.may_override:
        raise NotPermitted(_("Only the head of sales or an administrator may set this: stages' rules rely on it."))
    today = clock.day_of(clock.now(), by.workspace.zone)
    told: dict[str, Any] = {"amount": _amount(amount), "currency": currency or by.workspace.currency, "on": on or today}
    if key not in FACTS or told["on"] > today:
        raise Refused(_("This figure does not exist, or its day lies in the future."))
    known = CompanyFact.objects.on(held).filter(key=key).first()
    if known is not None and (known.on > told["on"] or all(getattr(known, name) == told[name] for name in told)):
        return None
    before = known.amount if known else None
    CompanyFact.objects.on(held).update_or_create(
        key=key, defaults={**told, "workspace": by.workspace, "company": held}
    )
    return record(by, CompanyFactSet(company_id=held.pk, key=key, before=before, **told))[0]


def _amount(amount: Decimal) -> Decimal:
    if not Decimal(amount).is_finite() or not 0 <= amount <= LARGEST:
        sentence = _("An amount is a number from 0 to %(largest)s.") % {"largest": LARGEST}
        raise Refused(sentence, fields={"amount": sentence})
    return rounded(Decimal(amount))
