"""Tick an item of the checklist on a deal, and take the tick back."""

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.changing import hold
from penstock.deals.models import ChecklistItem, Deal
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.playbooks.events import ChecklistTicked, ChecklistUnticked
from penstock.playbooks.models import Tick
from penstock.workspaces.actor import Actor


@action
def tick_item(deal: Deal, item: ChecklistItem, *, by: Actor) -> Event | None:
    """It was seen to on the deal; None when it is ticked already."""
    held = hold(deal, by)
    _require_offered(item, held, by)
    if Tick.objects.on(held).filter(item=item).exists():
        return None
    Tick(workspace=by.workspace, deal=held, item=item, person=by.person, at=clock.now()).save()
    return record(by, ChecklistTicked(deal_id=held.pk, company_id=held.company_id, checklist_item_id=item.pk))[0]


@action
def untick_item(deal: Deal, item: ChecklistItem, *, by: Actor) -> Event | None:
    """It was not seen to after all; None when it is not ticked."""
    held = hold(deal, by)
    removed, _rows = Tick.objects.on(held).filter(item=item).delete()
    if not removed:
        return None
    return record(by, ChecklistUnticked(deal_id=held.pk, company_id=held.company_id, checklist_item_id=item.pk))[0]


def _require_offered(item: ChecklistItem, deal: Deal, by: Actor) -> None:
    known = ChecklistItem.objects.of(by).select_related("stage").filter(pk=item.pk, retired_at__isnull=True).first()
    if known is None:
        raise Refused(_("This is no longer on the checklist."))
    if known.stage.pipeline_id != deal.pipeline_id:
        raise Refused(_("“%(item)s” belongs to another pipeline.") % {"item": item})
