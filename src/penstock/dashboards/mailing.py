"""Mails dashboards as time goes by: begins the letters of a day, and sends what is due through the outbox."""

from datetime import date, datetime, time, timedelta
from itertools import takewhile

from penstock.common import clock
from penstock.dashboards.letters import send
from penstock.dashboards.models import DashboardLetter, Rhythm, Schedule, ScheduledReader
from penstock.dashboards.queries import may_see
from penstock.journal.reactions import recurring
from penstock.metrics.keeping import NotReady
from penstock.notifications.making import is_mailed
from penstock.notifications.outbox import send_due
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Calendar, calendar_of
from penstock.workspaces.models import Person


@recurring("dashboards.schedules", timedelta(minutes=1))
def begin_letters(by: Actor) -> bool:
    """Put into the outbox what is due by the clock of each reader; whether there was anything."""
    rows = ScheduledReader.objects.on(by.workspace).filter(schedule__dashboard__removed_at__isnull=True)
    related = rows.select_related("schedule__dashboard", "person__workspace", "person__user")
    begun = [_begin(row.schedule, row.person) for row in related]
    return any(begun)


def _begin(schedule: Schedule, person: Person) -> bool:
    if not (person.is_active and is_mailed(person)):
        return False
    day = due_day(schedule, clock.now(), person, calendar_of(person.workspace))
    if day is None:
        return False
    _letter, is_new = DashboardLetter.objects.on(schedule.dashboard).get_or_create(
        workspace_id=schedule.workspace_id,
        dashboard=schedule.dashboard,
        person=person,
        day=day,
        defaults={"next_at": clock.now()},
    )
    return bool(is_new)


def due_day(schedule: Schedule, now: datetime, person: Person, calendar: Calendar) -> date | None:
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


@recurring("dashboards.letters", timedelta(seconds=20), apart=True)
def send_letters(by: Actor) -> bool:
    """Send what is due; whether there was anything."""
    return send_due(DashboardLetter, deliver, by)


def deliver(letter: DashboardLetter) -> bool:
    """Send the dashboard as its reader would see it now; False where they may not see it any more."""
    person, dashboard = letter.person, letter.dashboard
    if not (person.is_active and is_mailed(person) and dashboard.removed_at is None and may_see(dashboard, person)):
        return False
    try:
        send(person, dashboard)
    except NotReady as wait:
        raise RuntimeError("the numbers are being prepared") from wait
    return True
