"""Write down what was agreed: price, delivery, payment and the rest."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.common.checks import amount, check_all, line, plain
from penstock.common.errors import Refused
from penstock.deals.changing import hold
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.playbooks.events import TermsAgreed
from penstock.playbooks.models import Terms
from penstock.workspaces.actor import Actor


@action
def agree_terms(deal: Deal, *, by: Actor, **terms: Any) -> Event | None:
    """Set ``price`` (in the deal's currency), ``delivery_on``, ``delivery``, ``payment``, ``other``; None when so."""
    held = hold(deal, by)
    checked = check_all(terms, CHECKS)
    row = Terms.objects.on(held).select_for_update(of=("self",)).first()
    if row is None:
        row = Terms(workspace=by.workspace, deal=held)
        row.save()
    changes = set_facts(row, checked)
    if not changes:
        return None
    told = {name: pair for name, pair in changes.items() if name in ("price", "delivery_on")}
    event = TermsAgreed(deal_id=held.pk, company_id=held.company_id, fields=sorted(changes), changed=told)
    return record(by, event)[0]


def _day(value: date | None) -> date | None:
    if value is not None and not 1900 <= value.year <= 2200:
        raise Refused(_("A date lies between 1900 and 2200."))
    return value


CHECKS = {
    "price": amount,
    "delivery_on": _day,
    "delivery": line(300),
    "payment": line(300),
    "other": lambda value: plain(value)[:10_000],
}
