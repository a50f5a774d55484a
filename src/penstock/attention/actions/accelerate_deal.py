"""Put a deal on an accelerated plan: its expected close, and a task for the day by which each stage is behind it."""

from datetime import date

from django.utils.translation import gettext as _

from penstock.activities.actions import plan_activity
from penstock.activities.models import Activity, ActivityKind
from penstock.attention.accelerating import Acceleration, PlannedStage, accelerated
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.actions import change_deal
from penstock.deals.changing import hold
from penstock.deals.models import Deal
from penstock.workspaces.actor import Actor


@action
def accelerate_deal(deal: Deal, until: date, *, by: Actor) -> list[Activity]:
    """The tasks that were planned, none where all of them stand already; those of an earlier plan stay."""
    held = hold(deal, by)
    if not held.is_open:
        raise Refused(_("“%(deal)s” is not open; there is nothing to speed up.") % {"deal": held.name})
    if until <= clock.day_of(clock.now(), by.workspace.zone):
        sentence = _("Choose a day after today.")
        raise Refused(sentence, fields={"until": sentence})
    plan = accelerated(held, by, until)
    change_deal(held, by=by, expected_close_on=until)
    return [_planned(held, one, by) for one in _missing(held, plan)]


def _missing(deal: Deal, plan: Acceleration) -> list[PlannedStage]:
    """The stages for which no such task is planned."""
    there = set(Activity.objects.on(deal).filter(done_at__isnull=True).values_list("subject", flat=True))
    return [one for one in plan.stages if subject_of(one) not in there]


def _planned(deal: Deal, one: PlannedStage, by: Actor) -> Activity:
    owner = deal.owner or by.person
    return plan_activity(ActivityKind.TASK, subject_of(one), by=by, deal=deal, owner=owner, due_at=one.until)


def subject_of(one: PlannedStage) -> str:
    """What the task of a stage is called."""
    return _("Accelerated plan: “%(stage)s” is behind us") % {"stage": one.stage.name}
