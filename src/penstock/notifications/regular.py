"""What is mailed again and again: the day for which it is due by each reader's clock, and its way into the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.notifications.making import is_mailed
from penstock.notifications.models import Letter, Regular, Rhythm
from penstock.people.mail import mail_is_configured
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Calendar, calendar_of
from penstock.workspaces.models import Person


@dataclass(frozen=True)
class Line:
    """One thing that is mailed, as it is listed for who gets it or has it mailed; an empty address: they may not."""

    name: str
    url: str
    icon: str
    told: str
    schedule: Regular
    readers: tuple[str, ...]
    change_url: str = ""
    stop_url: str = ""
    leave_url: str = ""


def readers_of(schedules: Iterable[Regular], kind: Any, field: str) -> dict[int, list[Person]]:
    """To whom each goes, by its id; ``kind`` are the rows that say so, ``field`` is what they hang on."""
    found: dict[int, list[Person]] = {}
    for row in kind.objects.on(list(schedules), f"{field}__in").select_related("person"):
        found.setdefault(getattr(row, f"{field}_id"), []).append(row.person)
    return found


def note_for(by: Actor) -> str:
    """What to know before something is mailed to people."""
    if by.workspace.is_demo:
        return _("The people of the demo are made up, so nothing is mailed here.")
    if not mail_is_configured():
        return _("No mail server is set up, so nothing leaves this machine by e-mail.")
    return _("Each reader gets their own figures, in their language and at this hour of theirs, with a workbook.")


def begin(kind: type[Letter], schedule: Regular, person: Person, **about: Any) -> bool:
    """Put what is due into the outbox, once for each of the reader's days; whether it is new."""
    if not (person.is_active and is_mailed(person)):
        return False
    day = due_day(schedule, clock.now(), person, calendar_of(person.workspace))
    if day is None:
        return False
    facts = {"workspace_id": schedule.workspace_id, "person": person, "day": day, **about}
    _letter, is_new = kind.objects.on(person).get_or_create(**facts, defaults={"next_at": clock.now()})
    return bool(is_new)


def due_day(schedule: Regular, now: datetime, person: Person, calendar: Calendar) -> date | None:
    """The reader's day for which a letter is due by now; None before the hour, or where it was set up later."""
    local = now.astimezone(person.zone)
    day = local.date()
    if local.time() < schedule.at or not is_its_day(schedule.rhythm, day, calendar):
        return None
    due_at = datetime.combine(day, time(schedule.at.hour, schedule.at.minute), person.zone)
    return day if schedule.set_at <= due_at else None


def is_its_day(rhythm: str, day: date, calendar: Calendar) -> bool:
    """Whether a day is a working one, and the first of its week or month where it is mailed so."""
    if not calendar.is_working_day(day):
        return False
    first = {Rhythm.DAY: day, Rhythm.WEEK: day - timedelta(days=day.weekday()), Rhythm.MONTH: day.replace(day=1)}
    earlier = takewhile(lambda one: one < day, (first[Rhythm(rhythm)] + timedelta(days=n) for n in range(31)))
    return not any(map(calendar.is_working_day, earlier))
