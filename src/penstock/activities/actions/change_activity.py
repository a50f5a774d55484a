"""Change what an activity or note says and who takes part; whoever a note names anew hears of it."""

from typing import Any

from penstock.activities.checks import checked_fields, checked_subject
from penstock.activities.events import ActivityChanged, about
from penstock.activities.mentions import named_in
from penstock.activities.models import Activity, ActivityKind, Participant
from penstock.activities.permissions import hold
from penstock.activities.writing import set_participants
from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

PLAIN = ("body", "outcome", "duration", "purpose", "remind_before", "direction")


@action
def change_activity(activity: Activity, *, by: Actor, subject: str | None = None, **fields: Any) -> Event | None:
    """Set ``subject body outcome duration purpose remind_before direction people contacts``.

    None when all is already so. Only calls have a direction.
    """
    held = hold(activity, by)
    checked = checked_fields(fields, by)
    wanted = {name: checked[name] for name in PLAIN if name in checked}
    if held.kind != ActivityKind.CALL:
        wanted.pop("direction", None)
    if subject is not None:
        wanted["subject"] = checked_subject(subject, held.kind)
    changed = [name for name, value in wanted.items() if getattr(held, name) != value]
    mentioned = newly_named(held, wanted.get("body", held.body), by)
    for name in changed:
        setattr(held, name, wanted[name])
    if changed:
        held.save(update_fields=changed)
    changed += _participants(held, checked)
    if not changed:
        return None
    return record(by, ActivityChanged(activity_id=held.pk, **about(held), fields=changed, mentioned=mentioned))[0]


def newly_named(activity: Activity, body: str, by: Actor) -> list[int]:
    """The people whom a note names now and did not name before: they have not heard of it."""
    if activity.kind != ActivityKind.NOTE or body == activity.body:
        return []
    return sorted({*named_in(body, by)} - {*named_in(activity.body, by)})


def _participants(activity: Activity, checked: dict[str, Any]) -> list[str]:
    """Set who takes part where it was said; those of the other side stay."""
    if "people" not in checked and "contacts" not in checked:
        return []
    rows = list(Participant.objects.on(activity).select_related("person", "contact"))
    people = checked.get("people", [row.person for row in rows if row.person])
    contacts = checked.get("contacts", [row.contact for row in rows if row.contact])
    return ["participants"] if set_participants(activity, people, contacts) else []
