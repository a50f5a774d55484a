"""After a loss its owner gets a task to ask why, where the workspace wants that; imports make none."""

from dataclasses import replace

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from penstock.activities.actions import plan_activity
from penstock.activities.models import ActivityKind
from penstock.common import clock
from penstock.deals.events import DealLost
from penstock.deals.models import Deal, DealStatus
from penstock.journal.models import Event
from penstock.journal.reactions import reaction
from penstock.losses.queries import plan_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of


def wanted(by: Actor) -> Q | None:
    """Nothing where nobody is to be reminded."""
    return None if plan_of(by).after_days is None else Q(deal_id__isnull=False)


@reaction("losses.remind", DealLost.kind, wanted=wanted)
def remind_to_ask(by: Actor, event: Event) -> None:
    """Plan the task, if the deal is still lost and somebody’s who can do it."""
    deals = Deal.objects.of(by).filter(pk=event.deal_id, status=DealStatus.LOST, owner__deactivated_at__isnull=True)
    deal = deals.select_related("owner__workspace").first()
    if deal is None or deal.owner is None:
        return
    due_at = calendar_of(by.workspace, deal.owner_id).after(clock.now(), plan_of(by).after_days or 0)
    with translation.override(deal.owner.language or by.workspace.language):
        subject = _("Ask why “%(deal)s” was lost") % {"deal": deal.name}
    acting = replace(by, caused_by=event.position)
    plan_activity(
        ActivityKind.TASK, subject[:200], by=acting, deal=deal, owner=deal.owner, due_at=due_at, is_all_day=True
    )
