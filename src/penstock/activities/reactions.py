"""What activities do about the journal: whoever owns a deal that came back by itself is told by a task for that day."""

from dataclasses import replace

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from penstock.activities.actions import plan_activity
from penstock.activities.forms import moment_of
from penstock.activities.models import ActivityKind
from penstock.common import clock
from penstock.deals.events import DealBroughtBack
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.reactions import reaction
from penstock.workspaces.actor import Actor


def by_itself(_by: Actor) -> Q:
    """Only what the house did: who brings a deal back by hand knows why."""
    return Q(origin="system")


@reaction("activities.back", DealBroughtBack.kind, wanted=by_itself)
def plan_return(by: Actor, event: Event) -> None:
    """A task for the day on which it came back, with the reason; none where it is not open any more."""
    deal = Deal.objects.of(by).open().select_related("owner__workspace").filter(pk=event.deal_id).first()
    if deal is None:
        return
    owner = deal.owner if deal.owner and deal.owner.is_active else None
    reason = event.data["changes"].get("aside_reason", ["", ""])[0]
    zone = owner.zone if owner else by.workspace.zone
    due_at, is_all_day = moment_of(clock.day_of(event.occurred_at, zone), None, zone)
    with translation.override(owner.language if owner else by.language):
        said = {"owner": owner, "due_at": due_at, "is_all_day": is_all_day, "body": reason}
        acting = replace(by, caused_by=event.position)
        plan_activity(ActivityKind.TASK, _("Back from being set aside: go on"), by=acting, deal=deal, **said)
