"""Say which days differ from the week: holidays, days made up for, somebody's days off."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.people.events import SpecialDayAdded, SpecialDayRemoved
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, SpecialDay

LONGEST = 366


@action
def add_special_day(
    name: str,
    first_on: date,
    last_on: date | None = None,
    *,
    by: Actor,
    person: Person | None = None,
    is_working: bool = False,
) -> SpecialDay:
    """These days are free, or worked although the week says no; with a person, only theirs. The same twice is one."""
    _require_may(person, by)
    last = last_on or first_on
    if not first_on <= last or (last - first_on).days >= LONGEST:
        sentence = _("The last day comes after the first, within a year.")
        raise Refused(sentence, fields={"last_on": sentence})
    is_working = bool(is_working)
    facts = {"name": _named(name), "person": person, "first_on": first_on, "last_on": last, "is_working": is_working}
    known = SpecialDay.objects.of(by).filter(**facts).first()
    if known is not None:
        return known
    row = SpecialDay(workspace=by.workspace, **facts)
    row.save()
    said: dict[str, Any] = {"member_id": row.person_id, "first_on": first_on, "last_on": last, "is_working": is_working}
    record(by, SpecialDayAdded(special_day_id=row.pk, **said))
    return row


@action
def remove_special_day(day: SpecialDay, *, by: Actor) -> Event | None:
    """The days are as the week has them; None when that was already done."""
    held = SpecialDay.objects.of(by).select_related("person").filter(pk=day.pk).first()
    if held is None:
        return None
    _require_may(held.person, by)
    said: dict[str, Any] = {"member_id": held.person_id, "first_on": held.first_on, "last_on": held.last_on}
    event = SpecialDayRemoved(special_day_id=held.pk, **said)
    held.delete()
    return record(by, event)[0]


def _require_may(person: Person | None, by: Actor) -> None:
    """Everybody's days are the administrator's to set; one's own are one's own."""
    if person is not None and person.workspace_id != by.workspace_id:
        raise NotPermitted(_("This person does not work here."))
    mine = person is not None and person.pk == by.person_id
    if not mine:
        by.require_admin(_("Only an administrator may set holidays and the days off of others."))
    elif not by.may_write:
        raise NotPermitted(_("You may read here but not change anything."))


def _named(name: str) -> str:
    told = " ".join(name.split())
    if not 0 < len(told) <= 120:
        sentence = _("Say what these days are, in up to 120 letters.")
        raise Refused(sentence, fields={"name": sentence})
    return told
