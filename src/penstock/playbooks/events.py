"""What can happen to playbooks, and what is done on a deal by them."""

from dataclasses import dataclass, field
from typing import ClassVar

from penstock.activities.events import RecordEvent
from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class PlaybookEvent(DomainEvent):
    """The parent of all changes of a stage's playbook; ``list`` is the sort of entries it is about."""

    kind: ClassVar[str] = "playbook.*"
    stage_id: int
    list: str


@dataclass(frozen=True, kw_only=True)
class EntryAdded(PlaybookEvent):
    """A list of the playbook has a new entry."""

    kind: ClassVar[str] = "playbook.entry_added"
    entry_id: int


@dataclass(frozen=True, kw_only=True)
class EntryChanged(PlaybookEvent):
    """An entry says something else, is retired or back; which facts, not what they say."""

    kind: ClassVar[str] = "playbook.entry_changed"
    entry_id: int
    fields: "list[str]" = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class EntriesOrdered(PlaybookEvent):
    """The entries of a list stand in another order."""

    kind: ClassVar[str] = "playbook.ordered"
    entry_ids: "list[int]"


@dataclass(frozen=True, kw_only=True)
class ChecklistTicked(RecordEvent):
    """Something on the checklist was seen to."""

    kind: ClassVar[str] = "checklist.ticked"
    checklist_item_id: int


@dataclass(frozen=True, kw_only=True)
class ChecklistUnticked(RecordEvent):
    """It was not seen to after all."""

    kind: ClassVar[str] = "checklist.unticked"
    checklist_item_id: int
