"""Set what a currency is worth from a day on."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.people.currencies import is_currency
from penstock.people.events import RateSet
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate

LARGEST = Decimal(10) ** 9
STEP = Decimal("0.0000000001")


@action
def set_rate(currency: str, rate: Decimal, on: date, *, by: Actor) -> Event | None:
    """One unit of the currency is worth ``rate`` units of the workspace's from this day on; None when known so."""
    by.require_admin(_("Only an administrator may set rates."))
    code = currency.strip().upper()
    if not is_currency(code) or code == by.workspace.currency:
        sentence = _("Choose a currency other than the workspace's own.")
        raise Refused(sentence, fields={"currency": sentence})
    if not rate.is_finite() or not STEP <= rate <= LARGEST:
        sentence = _("A rate is a positive number.")
        raise Refused(sentence, fields={"rate": sentence})
    rounded = rate.quantize(STEP)
    known = ExchangeRate.objects.of(by).filter(currency=code, on=on).first()
    if known is not None and known.rate == rounded:
        return None
    row = known or ExchangeRate(workspace=by.workspace, currency=code, on=on)
    row.rate = rounded
    row.save()
    return record(by, RateSet(currency=code, on=on, rate=rounded))[0]
