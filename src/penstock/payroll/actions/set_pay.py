"""Say what somebody is paid a month from a day on."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.common.money import LARGEST, rounded
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.payroll.events import PaySet
from penstock.payroll.models import FIRST, LAST, Pay
from penstock.payroll.permissions import require_paying
from penstock.people.currencies import is_currency
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def set_pay(person: Person, amount: Decimal, from_on: date, *, by: Actor, currency: str = "") -> Event | None:
    """So much a month from that day on, 0 for nothing any more; None when that is known so.

    What was said of other days stays. Without a currency it is the workspace's.
    """
    require_paying(by, person.pk)
    if person.workspace_id != by.workspace_id:
        raise NotPermitted(_("This person does not exist here."))
    code = currency.strip().upper() or by.workspace.currency
    _require_sense(amount, from_on, code)
    row = Pay.objects.of(by).filter(person=person, from_on=from_on).select_for_update().first()
    if row is not None and (row.amount, row.currency) == (amount, code):
        return None
    row = row or Pay(workspace=by.workspace, person=person, from_on=from_on)
    row.amount, row.currency = amount, code
    row.save()
    return record(by, PaySet(member_id=person.pk, on=from_on))[0]


def _require_sense(amount: Decimal, from_on: date, code: str) -> None:
    wrong: dict[str, str] = {}
    if not amount.is_finite() or not 0 <= amount <= LARGEST or amount != rounded(amount):
        wrong["amount"] = _("Pay is an amount in whole cents, not below nothing.")
    if not FIRST <= from_on <= LAST:
        wrong["from_on"] = _("Choose a day from 1970 to 2200.")
    if not is_currency(code):
        wrong["currency"] = _("A currency is written in three letters, such as USD.")
    if wrong:
        raise Refused(" ".join(wrong.values()), fields=wrong)
