"""What can happen to a deal; ``changes`` maps a field to its value before and after, enough for a story or an undo."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from penstock.journal.events import DomainEvent

Changes = dict[str, list[Any]]


@dataclass(frozen=True, kw_only=True)
class DealEvent(DomainEvent):
    """The parent of all events of a deal."""

    kind: ClassVar[str] = "deal.*"
    deal_id: int
    company_id: int | None = None
    changes: Changes = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DealOpened(DealEvent):
    """A deal began, in this stage and worth this much."""

    kind: ClassVar[str] = "deal.opened"
    pipeline_id: int
    stage_id: int
    owner_id: int | None
    value: Decimal
    currency: str
    expected_close_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DealMoved(DealEvent):
    """A deal went to another open stage, forward or back."""

    kind: ClassVar[str] = "deal.moved"
    from_stage_id: int
    stage_id: int


@dataclass(frozen=True, kw_only=True)
class DealWon(DealEvent):
    """A deal was won."""

    kind: ClassVar[str] = "deal.won"
    from_stage_id: int
    stage_id: int
    value: Decimal
    currency: str


@dataclass(frozen=True, kw_only=True)
class DealLost(DealEvent):
    """A deal was lost, for a reason."""

    kind: ClassVar[str] = "deal.lost"
    from_stage_id: int
    stage_id: int
    value: Decimal
    currency: str
    loss_reason_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class DealReopened(DealEvent):
    """A closed deal is being worked again."""

    kind: ClassVar[str] = "deal.reopened"
    from_stage_id: int
    stage_id: int


@dataclass(frozen=True, kw_only=True)
class DealSetAside(DealEvent):
    """A deal was set aside until a day, or until another day than before: till then nobody works it."""

    kind: ClassVar[str] = "deal.set_aside"
    stage_id: int
    until: date


@dataclass(frozen=True, kw_only=True)
class DealBroughtBack(DealEvent):
    """A deal that was set aside is being worked again, in the stage in which it was."""

    kind: ClassVar[str] = "deal.brought_back"
    stage_id: int
    until: date


@dataclass(frozen=True, kw_only=True)
class DealChanged(DealEvent):
    """Facts of a deal changed."""

    kind: ClassVar[str] = "deal.changed"


@dataclass(frozen=True, kw_only=True)
class DealAssigned(DealEvent):
    """A deal has another owner."""

    kind: ClassVar[str] = "deal.assigned"
    from_owner_id: int | None
    owner_id: int | None


@dataclass(frozen=True, kw_only=True)
class DealItemsSet(DealEvent):
    """The line items of a deal were set; ``before`` and ``items`` hold products, quantities, prices and discounts."""

    kind: ClassVar[str] = "deal.items_set"
    before: list[dict[str, Any]]
    items: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class DealContactAdded(DealEvent):
    """One of the buyer's people joined the deal, or has another role in it."""

    kind: ClassVar[str] = "deal.contact_added"
    contact_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class DealContactRemoved(DealEvent):
    """One of the buyer's people left the deal."""

    kind: ClassVar[str] = "deal.contact_removed"
    contact_id: int


@dataclass(frozen=True, kw_only=True)
class DealPersonAdded(DealEvent):
    """One of our people joined the deal in a role."""

    kind: ClassVar[str] = "deal.person_added"
    member_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class DealPersonRemoved(DealEvent):
    """One of our people left the deal."""

    kind: ClassVar[str] = "deal.person_removed"
    member_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class DealTagged(DealEvent):
    """The tags of a deal changed."""

    kind: ClassVar[str] = "deal.tagged"
    added: list[int]
    removed: list[int]


@dataclass(frozen=True, kw_only=True)
class DealRemoved(DealEvent):
    """A deal was taken out of sight; it can be restored."""

    kind: ClassVar[str] = "deal.removed"


@dataclass(frozen=True, kw_only=True)
class DealRestored(DealEvent):
    """A removed deal is back."""

    kind: ClassVar[str] = "deal.restored"


@dataclass(frozen=True, kw_only=True)
class DealGateOverridden(DealEvent):
    """Somebody with the right took a deal past rules of a stage; ``missing`` is what was wanting, as (rule, what)."""

    kind: ClassVar[str] = "deal.gate_overridden"
    stage_id: int
    missing: list[list[Any]]
    reason: str


@dataclass(frozen=True, kw_only=True)
class DealDocumentDrawn(DealEvent):
    """A version of what is for a purpose, such as the proposal, was drawn up."""

    kind: ClassVar[str] = "deal.document_drawn"
    document_id: int
    purpose_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class DealApprovalAsked(DealEvent):
    """An approval was asked for."""

    kind: ClassVar[str] = "deal.approval_asked"
    approval_id: int
    rule_id: int
    value: Decimal
    currency: str


@dataclass(frozen=True, kw_only=True)
class DealApprovalAnswered(DealEvent):
    """Somebody approved or rejected, for themselves or in place of ``for_id``; ``state`` is what came of it."""

    kind: ClassVar[str] = "deal.approval_answered"
    approval_id: int
    rule_id: int
    verdict: str
    reason: str
    for_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class DealApprovalWithdrawn(DealEvent):
    """A request for an approval was taken back."""

    kind: ClassVar[str] = "deal.approval_withdrawn"
    approval_id: int
    rule_id: int


@dataclass(frozen=True, kw_only=True)
class DealUndone(DealEvent):
    """A change was taken back as a mistake: reports forget it, the journal does not."""

    kind: ClassVar[str] = "deal.undone"
    undone: int
    undone_kind: str


@dataclass(frozen=True, kw_only=True)
class StageRulesSet(DomainEvent):
    """The rules of a stage were set; ``rules`` are those in force now, in order. Rules are rows that never change."""

    kind: ClassVar[str] = "stage.rules_set"
    pipeline_id: int
    stage_id: int
    side: str
    added: list[int]
    retired: list[int]
    rules: list[int]


@dataclass(frozen=True, kw_only=True)
class WorkPurposeAdded(DomainEvent):
    """There is a new word for what work or a document was for."""

    kind: ClassVar[str] = "stage.purpose_added"
    purpose_id: int


@dataclass(frozen=True, kw_only=True)
class WorkPurposeChanged(DomainEvent):
    """A word for what work was for was renamed, retired or brought back."""

    kind: ClassVar[str] = "stage.purpose_changed"
    purpose_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DealHistoryRewritten(DealEvent):
    """A stage history that came late stands for what was believed of the deal's past; ``visits`` is how many it has."""

    kind: ClassVar[str] = "deal.history_rewritten"
    visits: int
