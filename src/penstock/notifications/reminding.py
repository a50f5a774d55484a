"""What time itself brings: something is due soon or overdue, a deal became stuck. Each look goes on from the last."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from penstock.activities.models import NEVER, REMINDERS, Activity
from penstock.attention.models import DealMark
from penstock.common import clock
from penstock.journal.reactions import recurring
from penstock.notifications.actions import notify
from penstock.notifications.making import Telling
from penstock.notifications.models import Looked, Preferences
from penstock.notifications.models import NotificationKind as Kind
from penstock.notifications.quiet import start_of
from penstock.notifications.telling import stuck_key
from penstock.notifications.wishes import usual_minutes
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

FURTHEST = timedelta(days=2)
"""After the house stood still, what is older than this is past reminding."""

KEPT_EVERY = timedelta(minutes=5)
"""How far it has looked is kept at least as often; what was told in between is not told again."""

A_DAY_AND_MORE = timedelta(hours=16)
"""An activity of a whole day is due when that day ends: so long after the morning at most."""

MORNING = time(9)
"""What is due on a day without an hour is reminded of as if it were due in that morning."""


@recurring("notifications.reminders", timedelta(seconds=20))
def remind(by: Actor) -> bool:
    """Tell what came since the last look; whether there was anything."""
    with transaction.atomic():
        row = Looked.objects.of(by).select_for_update().first()
        now = clock.now()
        since = max(row.until, now - FURTHEST) if row else now
        found = [*_due_soon(by, since, now), *_overdue(by, since, now), *_stuck(by, since, now)]
        told = notify(found, by=by) if found else []
        if row is None or told or now - since > KEPT_EVERY:
            row = row or Looked(workspace=by.workspace)
            row.until = now
            row.save()
        return bool(told)


def _due_soon(by: Actor, since: datetime, now: datetime) -> Iterator[Telling]:
    """Activities whose reminder lies in the time looked at, by their own choice, their owner's, or the usual."""
    rows = Preferences.objects.on(by.workspace).filter(remind_before__isnull=False)
    own, usual = dict(rows.values_list("person_id", "remind_before")), usual_minutes(by.workspace)
    planned = _planned(by)
    for minutes in (each for each in REMINDERS if each != NEVER):
        before = timedelta(minutes=minutes)
        hours = Q(due_at__gt=since + before, due_at__lte=now + before, is_all_day=False)
        days = Q(due_at__gt=since + before, due_at__lte=now + before + A_DAY_AND_MORE, is_all_day=True)
        for one in planned.filter(hours | days, _reminded(minutes, own, usual)):
            if since < _counted_from(one) - before <= now:
                yield _about(one, Kind.DUE_SOON)


def _reminded(minutes: int, own: dict[int, int], usual: int) -> Q:
    """The activities of which somebody is reminded so many minutes before."""
    theirs = Q(owner_id__in=[pk for pk, chosen in own.items() if chosen == minutes])
    if minutes == usual:
        theirs |= ~Q(owner_id__in=list(own))
    return Q(remind_before=minutes) | Q(theirs, remind_before__isnull=True)


def _counted_from(one: Any) -> datetime:
    """The moment before which the reminder of an activity comes."""
    zone, due_at = one.owner.zone, one.due_at
    return start_of(clock.day_of(due_at, zone), MORNING, zone) if one.is_all_day else due_at


def _overdue(by: Actor, since: datetime, now: datetime) -> Iterator[Telling]:
    for one in _planned(by).filter(due_at__gt=since, due_at__lte=now):
        yield _about(one, Kind.OVERDUE)


def _planned(by: Actor) -> QuerySet[Activity]:
    """What is still to be done by people who can sign in."""
    people = Person.objects.on(by.workspace).filter(deactivated_at__isnull=True, user__is_active=True)
    rows = Activity.objects.on(by.workspace).planned().filter(removed_at__isnull=True, due_at__isnull=False)
    found: QuerySet[Activity] = rows.filter(owner__in=people, deal__removed_at__isnull=True)
    return found.select_related("owner__workspace")


def _about(one: Any, kind: str) -> Telling:
    return Telling(one.owner_id, kind, f"{kind}:{one.pk}:{one.due_at:%Y%m%d%H%M}", one.deal_id, one.pk)


def _stuck(by: Actor, since: datetime, now: datetime) -> Iterator[Telling]:
    marks = DealMark.objects.on(by.workspace).filter(stuck_at__gt=since, stuck_at__lte=now)
    rows = marks.filter(deal__owner__user__is_active=True, deal__removed_at__isnull=True)
    for deal_id, owner_id, stuck_at in rows.values_list("deal_id", "deal__owner_id", "stuck_at"):
        yield Telling(owner_id, Kind.STUCK, stuck_key(deal_id, stuck_at), deal_id)
