"""What may stand in an activity: each refusal is a sentence at its field."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.activities.models import REMINDERS, ActivityKind, CallDirection
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.contacts.models import Contact
from penstock.deals.models import WorkPurpose
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

LONGEST_TEXT = 100_000
A_DAY = 24 * 60


def checked_fields(fields: dict[str, Any], by: Actor) -> dict[str, Any]:
    """The fields in the form they are kept in; raises Refused with a sentence for each that cannot be."""
    problems: dict[str, str] = {}
    checked: dict[str, Any] = {}
    for name, value in fields.items():
        try:
            checked[name] = CHECKS[name](value, by)
        except Refused as problem:
            problems[name] = problem.message
    if problems:
        raise Refused(" ".join(dict.fromkeys(problems.values())), fields=problems)
    return checked


def checked_subject(subject: str, kind: str) -> str:
    """The subject in one line; without one the activity is called what it is."""
    words = " ".join(subject.replace("\x00", "").split())[:300]
    return words or str(ActivityKind(kind).label)


def require_plannable(kind: str) -> None:
    """Raise unless this kind of activity can be planned and done; notes are written."""
    if kind not in ActivityKind.values or kind == ActivityKind.NOTE:
        sentence = _("Choose a task, a call, a meeting or an e-mail.")
        raise Refused(sentence, fields={"kind": sentence})


def checked_done_at(at: datetime | None) -> datetime:
    """When something was done: now unless told, never in the future."""
    if at is not None and at > clock.now():
        sentence = _("What is done cannot lie in the future; plan it instead.")
        raise Refused(sentence, fields={"done_at": sentence})
    return at or clock.now()


def _text(value: str | None, by: Actor) -> str:
    text = (value or "").replace("\x00", "").strip()
    if len(text) > LONGEST_TEXT:
        raise Refused(_("This text is too long; attach it as a file."))
    return text


def _outcome(value: str | None, by: Actor) -> str:
    return " ".join((value or "").replace("\x00", "").split())[:200]


def _duration(value: int | None, by: Actor) -> int | None:
    if value is not None and not 0 <= value <= 31 * A_DAY:
        raise Refused(_("A duration is a number of minutes, at most a month."))
    return value


def _moment(value: datetime | None, by: Actor) -> datetime | None:
    if value is not None and not 1900 <= value.year <= 2200:
        raise Refused(_("A date lies between 1900 and 2200."))
    return value


def _reminder(value: int | str | None, by: Actor) -> int | None:
    if value in (None, ""):
        return None
    if int(value or 0) not in REMINDERS:
        raise Refused(_("Choose from the list when you want to be reminded."))
    return int(value or 0)


def _direction(value: str | None, by: Actor) -> str | None:
    if value and value not in CallDirection.values:
        raise Refused(_("A call is an outgoing or an incoming one."))
    return value or None


def _owner(value: Person | None, by: Actor) -> Person | None:
    if value is not None and (value.workspace_id != by.workspace_id or not value.is_active):
        raise Refused(_("%(person)s does not work here any more; choose somebody else.") % {"person": value})
    return value


def _purpose(value: WorkPurpose | None, by: Actor) -> WorkPurpose | None:
    if value is not None and (value.workspace_id != by.workspace_id or value.retired_at is not None):
        raise Refused(_("Choose what it was for from the list."))
    return value


def _people(value: list[Person], by: Actor) -> list[Person]:
    return [person for person in value if _owner(person, by)]


def _contacts(value: list[Contact], by: Actor) -> list[Contact]:
    readable = set(Contact.objects.of(by).filter(pk__in=[one.pk for one in value]).values_list("pk", flat=True))
    if any(one.pk not in readable for one in value):
        raise Refused(_("This contact does not exist."))
    return value


CHECKS: dict[str, Callable[[Any, Actor], Any]] = {
    "body": _text,
    "outcome": _outcome,
    "duration": _duration,
    "due_at": _moment,
    "remind_before": _reminder,
    "direction": _direction,
    "is_all_day": lambda value, _by: bool(value),
    "owner": _owner,
    "people": _people,
    "contacts": _contacts,
    "purpose": _purpose,
}
