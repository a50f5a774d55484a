"""What time brings: letters that nobody answered, and the day on which the list is to be gone through."""

from datetime import timedelta

from penstock.common import clock
from penstock.hygiene.actions import begin_cleaning, close_unanswered
from penstock.hygiene.models import BreakUp, BreakUpState
from penstock.journal.reactions import recurring
from penstock.workspaces.actor import Actor

AT_ONCE = 100


@recurring("hygiene.break_ups", timedelta(minutes=10))
def close_what_nobody_answered(by: Actor) -> bool:
    """Close the deals whose letter has waited long enough; whether there were any."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    due = BreakUp.objects.on(by.workspace).filter(state=BreakUpState.WAITING, closes_on__lte=today)
    standing = due.filter(deal__removed_at__isnull=True).select_related("deal")
    found = [close_unanswered(letter, by=by) for letter in standing.order_by("closes_on", "pk")[:AT_ONCE]]
    return any(found)


@recurring("hygiene.cleaning", timedelta(minutes=30))
def begin_when_due(by: Actor) -> bool:
    """Give the task when its day has come; whether it was given."""
    return begin_cleaning(by=by) is not None
