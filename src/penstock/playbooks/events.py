"""What can happen to playbooks, and what is done on a deal by them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from penstock.activities.events import RecordEvent
from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class PlaybookEvent(DomainEvent):
    """The parent of all changes of a stage's playbook."""

    kind: ClassVar[str] = "playbook.*"
    stage_id: int


@dataclass(frozen=True, kw_only=True)
class StageGuideSet(PlaybookEvent):
    """Another purpose of the stage was written."""

    kind: ClassVar[str] = "playbook.guide_set"


@dataclass(frozen=True, kw_only=True)
class ScriptWritten(PlaybookEvent):
    """The stage has another version of its script."""

    kind: ClassVar[str] = "playbook.script_written"
    script_id: int


@dataclass(frozen=True, kw_only=True)
class EntryEvent(PlaybookEvent):
    """The parent of what happens to a list of the playbook; ``sort`` says which."""

    kind: ClassVar[str] = "playbook.entry.*"
    sort: str


@dataclass(frozen=True, kw_only=True)
class EntryAdded(EntryEvent):
    """A list of the playbook has a new entry."""

    kind: ClassVar[str] = "playbook.entry_added"
    entry_id: int


@dataclass(frozen=True, kw_only=True)
class EntryChanged(EntryEvent):
    """An entry says something else, is retired or back; which facts, not what they say."""

    kind: ClassVar[str] = "playbook.entry_changed"
    entry_id: int
    fields: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class EntriesOrdered(EntryEvent):
    """The entries of a list stand in another order."""

    kind: ClassVar[str] = "playbook.ordered"
    entry_ids: list[int]


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


@dataclass(frozen=True, kw_only=True)
class ScriptUsed(RecordEvent):
    """A talk was led by a script; ``answers`` is how many questions were answered."""

    kind: ClassVar[str] = "script.used"
    script_use_id: int
    answers: int


@dataclass(frozen=True, kw_only=True)
class FindingEvent(RecordEvent):
    """The parent of what is learnt of a deal's buyer."""

    kind: ClassVar[str] = "finding.*"
    finding_id: int


@dataclass(frozen=True, kw_only=True)
class ObjectionMet(FindingEvent):
    """The buyer objected."""

    kind: ClassVar[str] = "objection.met"
    outcome: str


@dataclass(frozen=True, kw_only=True)
class NeedFound(FindingEvent):
    """A need of the buyer came to light."""

    kind: ClassVar[str] = "need.found"


@dataclass(frozen=True, kw_only=True)
class ObjectionEnded(FindingEvent):
    """It is known how an objection ended."""

    kind: ClassVar[str] = "objection.ended"
    outcome: str


@dataclass(frozen=True, kw_only=True)
class FindingRemoved(FindingEvent):
    """A need or objection was written by mistake."""

    kind: ClassVar[str] = "finding.removed"


@dataclass(frozen=True, kw_only=True)
class FindingRestored(FindingEvent):
    """A removed need or objection is back."""

    kind: ClassVar[str] = "finding.restored"


@dataclass(frozen=True, kw_only=True)
class TermsAgreed(RecordEvent):
    """Terms were agreed; ``changed`` tells price and day of delivery, of the rest only that it changed."""

    kind: ClassVar[str] = "terms.agreed"
    fields: list[str] = field(default_factory=list)
    changed: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AssetRenewed(PlaybookEvent):
    """An asset has another version."""

    kind: ClassVar[str] = "playbook.asset_renewed"
    asset_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class RoleMembersSet(DomainEvent):
    """Others can be called in for a role."""

    kind: ClassVar[str] = "playbook.role_members_set"
    role: str
    member_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class AssetGiven(RecordEvent):
    """An asset was given to the buyer."""

    kind: ClassVar[str] = "asset.given"
    asset_use_id: int


@dataclass(frozen=True, kw_only=True)
class HandoverOffered(RecordEvent):
    """A deal was offered to its next owner."""

    kind: ClassVar[str] = "handover.offered"
    handover_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class HandoverAccepted(HandoverOffered):
    """The next owner took the deal."""

    kind: ClassVar[str] = "handover.accepted"


@dataclass(frozen=True, kw_only=True)
class HandoverDeclined(HandoverOffered):
    """The one asked did not take the deal."""

    kind: ClassVar[str] = "handover.declined"


@dataclass(frozen=True, kw_only=True)
class HandoverWithdrawn(HandoverOffered):
    """The offer was taken back."""

    kind: ClassVar[str] = "handover.withdrawn"


@dataclass(frozen=True, kw_only=True)
class FollowUpOpened(RecordEvent):
    """A deal was opened that goes on from this one."""

    kind: ClassVar[str] = "follow_up.opened"
    opened_deal_id: int


@dataclass(frozen=True, kw_only=True)
class ReorderExpected(RecordEvent):
    """The next order is expected on another day, or not any more."""

    kind: ClassVar[str] = "reorder.expected"
    before: date | None
    expected_on: date | None
