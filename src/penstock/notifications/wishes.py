"""What somebody wants to hear how and when: their own choice, or the usual."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet

from penstock.notifications.models import Channel, NotificationKind, Preferences, UsualReminder
from penstock.notifications.quiet import first_loud
from penstock.workspaces.calendar import Calendar, calendar_of
from penstock.workspaces.models import Person, Workspace

IN_DIGEST = (NotificationKind.OVERDUE, NotificationKind.STUCK, NotificationKind.CAME_BACK)
BELL_ONLY = (NotificationKind.DUE_SOON, NotificationKind.HANDOVER_ACCEPTED)
USUAL: dict[str, Any] = {
    "quiet_from": time(20),
    "quiet_until": time(8),
    "free_days_are_quiet": True,
    "digest_at": time(8, 30),
    "remind_before": None,
}
USUAL_MINUTES = 15
"""Before something is due, until a workspace says otherwise."""


def usual_channel(kind: str) -> str:
    """How a kind goes by e-mail for somebody who never chose."""
    if kind in BELL_ONLY:
        return Channel.NONE
    return Channel.DIGEST if kind in IN_DIGEST else Channel.AT_ONCE


@dataclass(frozen=True)
class Wishes:
    """One person's choice, complete."""

    person: Person
    chosen: Preferences

    def channel(self, kind: str) -> str:
        """How this kind goes by e-mail."""
        found = str(self.chosen.channels.get(kind, ""))
        return found if found in Channel.values else usual_channel(kind)

    def calendar(self) -> Calendar:
        """The person's working days."""
        return calendar_of(self.person.workspace, self.person.pk)

    def loud_from(self, moment: datetime) -> datetime:
        """The first moment from this one on at which the person may be disturbed."""
        own = self.chosen
        is_worked = self.calendar().is_working_day if own.free_days_are_quiet else lambda _day: True
        return first_loud(moment, self.person.zone, own.quiet_from, own.quiet_until, is_worked)


def wishes_of(people: QuerySet[Person] | list[Person]) -> dict[int, Wishes]:
    """The wishes of these people by their ids, by one query; their workspace is at hand."""
    known = list(people)
    rows = {row.person_id: row for row in Preferences.objects.on(known, "person__in")}
    return {one.pk: Wishes(one, rows.get(one.pk) or usual_preferences(one)) for one in known}


def usual_preferences(person: Person) -> Preferences:
    """The choice of somebody who never chose."""
    return Preferences(workspace_id=person.workspace_id, person=person, **USUAL)


def usual_minutes(workspace: Workspace) -> int:
    """How many minutes before something is due the workspace reminds; negative: not at all."""
    found = UsualReminder.objects.on(workspace).values_list("minutes", flat=True).first()
    return USUAL_MINUTES if found is None else int(found)
