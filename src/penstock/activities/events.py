"""What can happen to activities, notes and files."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class RecordEvent(DomainEvent):
    """The parent of what happens on a deal, company or contact without changing it."""

    kind: ClassVar[str] = "record.*"
    deal_id: int | None = None
    company_id: int | None = None
    contact_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ActivityEvent(RecordEvent):
    """The parent of all events of an activity."""

    kind: ClassVar[str] = "activity.*"
    activity_id: int


@dataclass(frozen=True, kw_only=True)
class ActivityPlanned(ActivityEvent):
    """Something is to be done."""

    kind: ClassVar[str] = "activity.planned"
    type: str
    owner_id: int | None
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ActivityDone(ActivityEvent):
    """Something was done; ``duration`` in minutes, ``direction`` of a call: outgoing or incoming, if anybody told."""

    kind: ClassVar[str] = "activity.done"
    type: str
    owner_id: int | None
    duration: int | None = None
    direction: str | None = None


@dataclass(frozen=True, kw_only=True)
class ActivityReopened(ActivityEvent):
    """It was not done after all."""

    kind: ClassVar[str] = "activity.reopened"


@dataclass(frozen=True, kw_only=True)
class ActivityRescheduled(ActivityEvent):
    """It was put off, or moved forward."""

    kind: ClassVar[str] = "activity.rescheduled"
    from_due_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ActivityChanged(ActivityEvent):
    """Facts of an activity changed; which, not what they say. A note may name people that it did not name before."""

    kind: ClassVar[str] = "activity.changed"
    fields: list[str] = field(default_factory=list)
    mentioned: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class ActivityAssigned(ActivityEvent):
    """Somebody else is to do it."""

    kind: ClassVar[str] = "activity.assigned"
    from_owner_id: int | None
    owner_id: int | None


@dataclass(frozen=True, kw_only=True)
class ActivityRemoved(ActivityEvent):
    """An activity or note was taken out of sight."""

    kind: ClassVar[str] = "activity.removed"


@dataclass(frozen=True, kw_only=True)
class ActivityRestored(ActivityEvent):
    """A removed activity or note is back."""

    kind: ClassVar[str] = "activity.restored"


@dataclass(frozen=True, kw_only=True)
class NoteWritten(ActivityEvent):
    """A note was written; it names these people, or is meant for them."""

    kind: ClassVar[str] = "note.written"
    mentioned: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class FileEvent(RecordEvent):
    """The parent of all events of a file."""

    kind: ClassVar[str] = "file.*"
    attachment_id: int


@dataclass(frozen=True, kw_only=True)
class FileAttached(FileEvent):
    """A file was put on a record; ``size`` in bytes."""

    kind: ClassVar[str] = "file.attached"
    size: int


@dataclass(frozen=True, kw_only=True)
class FileRemoved(FileEvent):
    """A file was taken out of sight."""

    kind: ClassVar[str] = "file.removed"


@dataclass(frozen=True, kw_only=True)
class FileRestored(FileEvent):
    """A removed file is back."""

    kind: ClassVar[str] = "file.restored"


def about(row: Any) -> dict[str, Any]:
    """The records that an activity or file hangs on, as events name them."""
    return {"deal_id": row.deal_id, "company_id": row.company_id, "contact_id": row.contact_id}
