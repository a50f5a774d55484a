"""Taking back what a run did, the last thing first, through the actions that undo; what stays is said."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from penstock.activities.actions import remove_activity
from penstock.activities.models import Activity
from penstock.automation.models import Delivery, DeliveryState, Run
from penstock.boards.many import take_back
from penstock.common import clock
from penstock.common.errors import Problem, Refused
from penstock.deals.actions import remove_deal, remove_deal_person
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.processes.actions import remove_process
from penstock.processes.models import Process
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

FOLLOWS = ("deal.contact_added", "deal.items_set", "follow_up.opened")
"""What goes with a deal that was opened is taken back with it; no step sets the products of another."""


def take_back_run(run: Run, by: Actor) -> list[str]:
    """Undo the effects of a run; answers a sentence for each that stays, and why."""
    rows = Event.objects.of(by).filter(position__in=run.effects).order_by("-position")
    stays = []
    for event in rows:
        try:
            with transaction.atomic():
                UNDO.get(event.kind, _deal_change)(event, by)
        except Problem as problem:
            stays.append(problem.message)
    return list(dict.fromkeys([*stays, *_deliveries(run)]))


def _deliveries(run: Run) -> list[str]:
    """What has not been posted never will be; what arrived cannot be taken back."""
    rows = Delivery.objects.on(run)
    waiting = rows.filter(state__in=[DeliveryState.WAITING, DeliveryState.FAILED])
    waiting.update(state=DeliveryState.WITHDRAWN, ended_at=clock.now())
    sentence = _("What was posted to %(host)s cannot be taken back.")
    return [sentence % {"host": one.host} for one in rows.filter(state=DeliveryState.DONE)]


def _deal_change(event: Event, by: Actor) -> None:
    """A move, a change, an assignment, tags: what the deal's own undo knows."""
    if event.kind in FOLLOWS or event.deal_id is None:
        return
    for sentence in take_back([(event.deal_id, event.position)], by).refused.values():
        raise Refused(sentence)


def _opened(event: Event, by: Actor) -> None:
    deal = Deal.objects.of(by).filter(pk=event.deal_id).first()
    if deal is not None:
        remove_deal(deal, by=by)


def _planned(event: Event, by: Actor) -> None:
    activity = Activity.objects.of(by).filter(pk=event.data["activity_id"]).first()
    if activity is None:
        return
    if event.kind == "activity.planned" and activity.done_at is not None:
        raise Refused(_("“%(activity)s” was done already; it stays.") % {"activity": activity})
    remove_activity(activity, by=by)


def _joined(event: Event, by: Actor) -> None:
    deal = Deal.objects.of(by).filter(pk=event.deal_id).first()
    person = Person.objects.of(by).filter(pk=event.data["member_id"]).first()
    if deal is not None and person is not None:
        remove_deal_person(deal, person, event.data["role"], by=by)


def _begun(event: Event, by: Actor) -> None:
    process = Process.objects.of(by).filter(pk=event.data["process_id"]).first()
    if process is not None:
        remove_process(process, by=by)


UNDO: dict[str, Callable[[Event, Actor], Any]] = {
    "deal.opened": _opened,
    "activity.planned": _planned,
    "note.written": _planned,
    "deal.person_added": _joined,
    "process.started": _begun,
}
