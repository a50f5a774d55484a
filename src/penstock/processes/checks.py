"""What may stand in a process: each refusal is a sentence at its field."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.checks import line, plain
from penstock.common.errors import Refused
from penstock.deals.models import Deal, ProcessStage
from penstock.processes.models import LONGEST_NOTE
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.models import Person

A_DAY = timedelta(days=1)


def checked_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Title, day and note as they are kept."""
    return {name: CHECKS[name](value) for name, value in facts.items()}


def checked_responsible(person: Person | None, deal: Deal, by: Actor) -> Person | None:
    """Somebody who works here and may read the deal, or nobody."""
    if person is None:
        return None
    if person.workspace_id != by.workspace_id or not person.is_active:
        raise _refused(_("%(person)s does not work here any more; choose somebody else.") % {"person": person})
    if not Actor.of_person(person).may_read_of(deal.owner_id):
        raise _refused(_("%(person)s may not see this deal, and so could not see the process.") % {"person": person})
    return person


def stage_due_on(stage: ProcessStage, entered_at: datetime, by: Actor) -> date | None:
    """The day by which a process that enters a stage then should have left it, in working days; None where none is."""
    if not stage.is_open or not stage.expected_days:
        return None
    calendar, day = calendar_of(by.workspace), clock.day_of(entered_at, by.workspace.zone)
    left = stage.expected_days
    while left:
        day += A_DAY
        left -= calendar.is_working_day(day)
    return day


def earliest(*days: date | None) -> date | None:
    """The first of some days, of which any may be unknown."""
    return min((day for day in days if day is not None), default=None)


def moment_after(last: datetime, at: datetime | None) -> datetime:
    """When a change happened: now, or a past moment that does not come before the last one."""
    moment = clock.now()
    if at is None:
        return max(moment, last)
    if at > moment:
        raise Refused(_("A change cannot be dated in the future."))
    if at < last:
        raise Refused(_("The process changed after that moment; choose a later one."))
    return at


def _refused(sentence: str) -> Refused:
    return Refused(sentence, fields={"responsible": sentence})


def _title(value: Any) -> str:
    title: str = line(300)(value)
    if not title:
        sentence = _("Write what the process is called.")
        raise Refused(sentence, fields={"title": sentence})
    return title


CHECKS: dict[str, Callable[[Any], Any]] = {
    "title": _title,
    "due_on": lambda day: day,
    "note": lambda text: plain(text)[:LONGEST_NOTE],
}
