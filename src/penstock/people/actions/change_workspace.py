"""Change the workspace's name, base currency, time zone, language and region."""

from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from django.conf import settings
from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.people.actions.set_rate import STEP
from penstock.people.currencies import is_currency, rebased
from penstock.people.events import WorkspaceChanged
from penstock.people.zones import is_zone
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate, Workspace


@action
def change_workspace(*, by: Actor, **fields: str) -> Event | None:
    """Set ``name currency time_zone language region fiscal_month``; another base currency tells the rates anew."""
    by.require_admin(_("Only an administrator may change the workspace."))
    workspace = Workspace.objects.select_for_update().get(pk=by.workspace_id)
    checked = {name: _checked(name, value) for name, value in fields.items()}
    changes: dict[str, list[Any]] = {}
    for name, value in checked.items():
        if getattr(workspace, name) != value:
            changes[name] = [getattr(workspace, name), value]
    if not changes:
        return None
    if "currency" in changes:
        _rebase(by, *changes["currency"])
    Workspace.objects.filter(pk=workspace.pk).update(**{name: after for name, (_before, after) in changes.items()})
    for name, (_before, after) in changes.items():
        setattr(by.workspace, name, after)
    told = {name: [None, None] if name == "name" else pair for name, pair in changes.items()}
    return record(by, WorkspaceChanged(changes=told))[0]


def _checked(name: str, value: str) -> str | int:
    value = " ".join(value.split())
    sound = {
        "name": lambda: 0 < len(value) <= 200,
        "currency": lambda: is_currency(value),
        "time_zone": lambda: is_zone(value),
        "language": lambda: value in dict(settings.LANGUAGES),
        "fiscal_month": lambda: value in {str(month) for month in range(1, 13)},
        "region": lambda: len(value) == 2 and value in Locale.parse("en").territories,
    }
    if not sound[name]():
        sentence = _("Write a name.") if name == "name" else _("Choose one of the list.")
        raise Refused(sentence, fields={name: sentence})
    return int(value) if name == "fiscal_month" else value


def _rebase(by: Actor, old: str, new: str) -> None:
    """Tell all rates against the new base; refused when some are known but not what the new base is worth."""
    rates: dict[str, dict[date, Decimal]] = {}
    for row in ExchangeRate.objects.of(by):
        rates.setdefault(row.currency, {})[row.on] = row.rate
    if rates and new not in rates:
        sentence = _("Set a rate for %(currency)s first, so that the other rates can be converted.")
        raise Refused(sentence % {"currency": new}, fields={"currency": sentence % {"currency": new}})
    ExchangeRate.objects.of(by).delete()
    told = rebased(rates, old, new)
    rows = [(code, on, rate.quantize(STEP)) for code, history in told.items() for on, rate in history.items()]
    ExchangeRate.objects.insert(
        [ExchangeRate(workspace=by.workspace, currency=code, on=on, rate=rate) for code, on, rate in rows]
    )
