"""What can happen to the kinds of processes, and to the processes beside deals."""

from dataclasses import dataclass, field
from typing import ClassVar

from penstock.activities.events import RecordEvent
from penstock.common.changes import Changes
from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class KindEvent(DomainEvent):
    """The parent of what happens to a kind of process."""

    kind: ClassVar[str] = "process_kind.*"
    process_kind_id: int


@dataclass(frozen=True, kw_only=True)
class ProcessKindDefined(KindEvent):
    """There is a new kind of process, with its stages."""

    kind: ClassVar[str] = "process_kind.defined"
    process_stage_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class ProcessKindChanged(KindEvent):
    """A kind was renamed, is for other pipelines, stands elsewhere, is retired or back; which facts, not what they say.

    ``process_stage_id`` is the stage that changed, where it was one.
    """

    kind: ClassVar[str] = "process_kind.changed"
    fields: list[str] = field(default_factory=list)
    process_stage_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ProcessStageAdded(KindEvent):
    """A kind of process has a new stage."""

    kind: ClassVar[str] = "process_kind.stage_added"
    process_stage_id: int


@dataclass(frozen=True, kw_only=True)
class ProcessEvent(RecordEvent):
    """The parent of what happens to a process; it hangs on the deal."""

    kind: ClassVar[str] = "process.*"
    process_id: int
    process_kind_id: int


@dataclass(frozen=True, kw_only=True)
class ProcessStarted(ProcessEvent):
    """A process was begun beside a deal."""

    kind: ClassVar[str] = "process.started"
    process_stage_id: int
    responsible_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ProcessMoved(ProcessEvent):
    """A process went to another stage of its kind; ``changes`` hold what followed from it."""

    kind: ClassVar[str] = "process.moved"
    from_process_stage_id: int
    process_stage_id: int
    changes: Changes = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ProcessHandedOver(ProcessEvent):
    """Somebody else is responsible, or nobody."""

    kind: ClassVar[str] = "process.handed_over"
    responsible_id: int | None = None
    changes: Changes = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ProcessChanged(ProcessEvent):
    """Its title, day or note is another; field → [before, after]."""

    kind: ClassVar[str] = "process.changed"
    changes: Changes = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ProcessRemoved(ProcessEvent):
    """It was begun by mistake."""

    kind: ClassVar[str] = "process.removed"


@dataclass(frozen=True, kw_only=True)
class ProcessRestored(ProcessEvent):
    """It was right after all."""

    kind: ClassVar[str] = "process.restored"


@dataclass(frozen=True, kw_only=True)
class ProcessUndone(ProcessEvent):
    """The event at the position ``undone`` was taken back as a mistake."""

    kind: ClassVar[str] = "process.undone"
    undone: int


UNDOABLE: tuple[str, ...] = tuple(event.kind for event in (ProcessMoved, ProcessHandedOver, ProcessChanged))
"""What can be taken back as a mistake."""
