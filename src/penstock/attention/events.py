"""What can happen to norms."""

from dataclasses import dataclass
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class NormsLearnt(DomainEvent):
    """Other numbers of days are usual now: in these stages, and for the age of deals in these pipelines."""

    kind: ClassVar[str] = "norm.learnt"
    stage_ids: list[int]
    pipeline_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class DealsFoundStuck(DomainEvent):
    """By what is usual now these deals are stuck, which were not by what was usual before; never more than a page."""

    kind: ClassVar[str] = "norm.found_stuck"
    deal_ids: list[int]

    @property
    def settles(self) -> bool:
        """The norms that were learnt have said so already."""
        return False


@dataclass(frozen=True, kw_only=True)
class BlockEvent(DomainEvent):
    """The parent of what happens to what holds a deal up."""

    kind: ClassVar[str] = "block.*"
    deal_id: int
    company_id: int | None = None
    cause_id: int


@dataclass(frozen=True, kw_only=True)
class BlockBegan(BlockEvent):
    """Something holds a deal up."""

    kind: ClassVar[str] = "block.began"


@dataclass(frozen=True, kw_only=True)
class BlockChanged(BlockEvent):
    """Another cause was found, or another remedy is tried."""

    kind: ClassVar[str] = "block.changed"


@dataclass(frozen=True, kw_only=True)
class BlockEnded(BlockEvent):
    """Nothing holds the deal up any more, with this result."""

    kind: ClassVar[str] = "block.ended"
    result: str


@dataclass(frozen=True, kw_only=True)
class StageLimitSet(DomainEvent):
    """A seller should have so many open deals in a stage at most; None: as many as come."""

    kind: ClassVar[str] = "norm.limit_set"
    stage_id: int
    most: int | None


@dataclass(frozen=True, kw_only=True)
class ContactNormSet(DomainEvent):
    """A sale is given so many contacts, and from so many a week on a buyer feels pushed."""

    kind: ClassVar[str] = "norm.contacts_set"
    touches: int
    a_week: int
