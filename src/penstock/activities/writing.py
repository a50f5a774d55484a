"""How an activity comes to be: one way for plans, calls just made, and notes."""

from datetime import datetime
from typing import Any

from penstock.activities.checks import checked_fields, checked_subject
from penstock.activities.models import Activity, ActivityKind, Participant
from penstock.activities.permissions import checked_about
from penstock.common import clock
from penstock.contacts.models import Contact
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

ABOUT = ("deal", "company", "contact")


def write(kind: str, subject: str, *, by: Actor, done_at: datetime | None = None, **fields: Any) -> Activity:
    """Save a new activity on its records, with its participants; the first contact there is the one it is with."""
    about = checked_about({name: fields.pop(name, None) for name in ABOUT}, by)
    checked = checked_fields(fields, by)
    people, contacts = checked.pop("people", []), checked.pop("contacts", [])
    owner = checked.pop("owner", by.person)
    if kind != ActivityKind.CALL:
        checked.pop("direction", None)
    about["contact"] = about["contact"] or next(iter(contacts), None)
    if not any(about.values()):
        by.require_write(owner.pk if owner else None, "")
    activity = Activity(
        workspace=by.workspace,
        kind=kind,
        subject=checked_subject(subject, kind),
        owner=owner,
        done_at=done_at,
        created_at=clock.now(),
        **about,
        **checked,
    )
    activity.save()
    set_participants(activity, people, contacts)
    return activity


def set_participants(activity: Activity, people: list[Person], contacts: list[Contact]) -> bool:
    """Let exactly these take part; whether anything changed."""
    wanted = {("person_id", one.pk) for one in people} | {("contact_id", one.pk) for one in contacts}
    present = {
        ("person_id", row.person_id) if row.person_id else ("contact_id", row.contact_id): row.pk
        for row in Participant.objects.on(activity)
    }
    gone = [pk for who, pk in present.items() if who not in wanted]
    if gone:
        Participant.objects.on(activity).filter(pk__in=gone).delete()
    new = [
        Participant(workspace_id=activity.workspace_id, activity=activity, **{field: pk})
        for field, pk in sorted(wanted - set(present))
    ]
    Participant.objects.insert(new)
    return bool(gone or new)
