"""Write many activities with their dates at once: the import's form of plan, log and note."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from penstock.activities.actions.plan_activity import done, planned
from penstock.activities.actions.write_note import first_line
from penstock.activities.checks import LONGEST_TEXT, checked_fields, checked_subject
from penstock.activities.events import ActivityEvent, NoteWritten, about
from penstock.activities.models import Activity, ActivityKind, Participant
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.bulk import insert_many
from penstock.common.errors import NotPermitted, Refused
from penstock.common.references import require_ours
from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.journal.recording import record_dated
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@dataclass
class ActivityDraft:
    """An activity as another system tells it, its records already known by id; ``done_at`` None means planned.

    ``created_at`` is when it was planned there; ``duration`` in minutes. ``people_ids`` and ``contact_ids`` take part.
    """

    kind: str
    subject: str = ""
    body: str = ""
    owner_id: int | None = None
    deal_id: int | None = None
    company_id: int | None = None
    contact_id: int | None = None
    due_at: datetime | None = None
    is_all_day: bool = False
    duration: int | None = None
    done_at: datetime | None = None
    outcome: str = ""
    created_at: datetime | None = None
    direction: str | None = None
    people_ids: list[int] = field(default_factory=list)
    contact_ids: list[int] = field(default_factory=list)


@action
def ingest_activities(drafts: list[ActivityDraft], *, by: Actor) -> list[Activity]:
    """Write activities and notes dated as they happened; returns them in the order given."""
    now = clock.now()
    for draft in drafts:
        _require_sound(draft, now, by)
    _require_records(drafts, by)
    _require_ours(drafts, by)
    rows = insert_many(Activity, [_row(draft, now, by) for draft in drafts])
    insert_many(Participant, [part for row, draft in zip(rows, drafts, strict=True) for part in _parts(row, draft)])
    record_dated(by, [dated for row in rows for dated in _events(row)])
    return rows


def _require_sound(draft: ActivityDraft, now: datetime, by: Actor) -> None:
    by.require_write(draft.owner_id, _("You may not import activities of other people."))
    if draft.kind not in ActivityKind.values:
        raise Refused(_("“%(kind)s” is not a kind of activity.") % {"kind": draft.kind})
    checked_fields({"direction": draft.direction}, by)
    if draft.done_at is not None and draft.done_at > now:
        raise Refused(_("“%(activity)s” is said to be done in the future.") % {"activity": draft.subject})


def _require_ours(drafts: list[ActivityDraft], by: Actor) -> None:
    """Everything that the drafts refer to is of the actor's workspace."""
    require_ours(by, Person, {one for draft in drafts for one in (draft.owner_id, *draft.people_ids)})
    require_ours(by, Deal, {draft.deal_id for draft in drafts})
    require_ours(by, Company, {draft.company_id for draft in drafts})
    require_ours(by, Contact, {one for draft in drafts for one in (draft.contact_id, *draft.contact_ids)})


def _require_records(drafts: list[ActivityDraft], by: Actor) -> None:
    """Raise unless every record named exists in the workspace and the actor may change it."""
    for name, model in (("deal_id", Deal), ("company_id", Company), ("contact_id", Contact)):
        wanted = {getattr(draft, name) for draft in drafts} - {None}
        rows = model.objects.on(by.workspace).writable_by(by).filter(pk__in=wanted)
        if wanted and rows.count() != len(wanted):
            raise NotPermitted(_("Some of these activities belong to records that you may not change."))


def _row(draft: ActivityDraft, now: datetime, by: Actor) -> Activity:
    done_at, subject = draft.done_at, draft.subject
    if draft.kind == ActivityKind.NOTE:
        done_at = done_at or draft.created_at or draft.due_at or now
        subject = subject or first_line(draft.body)
    return Activity(
        workspace_id=by.workspace_id,
        kind=draft.kind,
        subject=checked_subject(subject, draft.kind),
        body=draft.body.replace("\x00", "")[:LONGEST_TEXT],
        owner_id=draft.owner_id,
        deal_id=draft.deal_id,
        company_id=draft.company_id,
        contact_id=draft.contact_id,
        due_at=draft.due_at,
        is_all_day=draft.is_all_day,
        duration=draft.duration,
        done_at=done_at and min(done_at, now),
        outcome=draft.outcome[:200],
        direction=draft.direction if draft.kind == ActivityKind.CALL else None,
        created_at=min(draft.created_at or done_at or draft.due_at or now, now),
    )


def _parts(row: Activity, draft: ActivityDraft) -> Iterator[Participant]:
    for person_id in dict.fromkeys(draft.people_ids):
        yield Participant(workspace_id=row.workspace_id, activity_id=row.pk, person_id=person_id)
    for contact_id in dict.fromkeys(draft.contact_ids):
        yield Participant(workspace_id=row.workspace_id, activity_id=row.pk, contact_id=contact_id)


def _events(row: Activity) -> Iterator[tuple[ActivityEvent, datetime]]:
    """What is done tells of its doing, what is planned of its planning."""
    if row.kind == ActivityKind.NOTE:
        yield NoteWritten(activity_id=row.pk, **about(row)), row.done_at
    elif row.done_at is not None:
        yield done(row), row.done_at
    else:
        yield planned(row), row.created_at
