"""Add a price list."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.checks import check_all, currency, line
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.products.checks import require_settings
from penstock.products.events import PriceListAdded
from penstock.products.models import PriceList
from penstock.workspaces.actor import Actor

LARGEST = 50
"""More price lists than this would not fit a table; a second workspace is the better answer."""


@action
def add_price_list(name: str, *, by: Actor, currency_code: str = "") -> PriceList:
    """A new, empty price list in one currency, the workspace's unless told."""
    require_settings(by)
    wanted = {"name": name, "currency": currency_code or by.workspace.currency}
    checked = check_all(wanted, {"name": line(120), "currency": currency})
    present = PriceList.objects.of(by)
    if not checked["name"] or present.filter(name=checked["name"]).exists():
        sentence = _("A price list needs a name that no other price list has.")
        raise Refused(sentence, fields={"name": sentence})
    if present.count() >= LARGEST:
        raise Refused(_("There can be at most %(most)d price lists.") % {"most": LARGEST})
    price_list = PriceList(workspace=by.workspace, **checked)
    price_list.save()
    record(by, PriceListAdded(price_list_id=price_list.pk, currency=price_list.currency))
    return price_list
