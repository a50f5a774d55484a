"""What can happen when a pipeline is kept clean."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class IrrelevanceEvent(DomainEvent):
    """The parent of what is said about the use of a record."""

    kind: ClassVar[str] = "irrelevance.*"
    deal_id: int | None = None
    company_id: int | None = None
    contact_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MarkedIrrelevant(IrrelevanceEvent):
    """A record is of no use any more."""

    kind: ClassVar[str] = "irrelevance.marked"
    reason: str


@dataclass(frozen=True, kw_only=True)
class MarkedRelevant(IrrelevanceEvent):
    """It is of use after all."""

    kind: ClassVar[str] = "irrelevance.ended"


@dataclass(frozen=True, kw_only=True)
class ContactChecked(DomainEvent):
    """The data of a contact were found to be right."""

    kind: ClassVar[str] = "check.contact"
    contact_id: int
    company_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class DealKept(DomainEvent):
    """Somebody looked at a deal that seemed dead, and keeps it."""

    kind: ClassVar[str] = "check.deal_kept"
    deal_id: int
    company_id: int | None = None
    until: date


@dataclass(frozen=True, kw_only=True)
class BreakUpSent(DomainEvent):
    """The last letter went out; without an answer the deal is closed on this day."""

    kind: ClassVar[str] = "break_up.sent"
    deal_id: int
    company_id: int | None = None
    until: date


@dataclass(frozen=True, kw_only=True)
class BreakUpEnded(DomainEvent):
    """The waiting for an answer is over, in this way."""

    kind: ClassVar[str] = "break_up.ended"
    deal_id: int
    company_id: int | None = None
    result: str


@dataclass(frozen=True, kw_only=True)
class CleaningPlanned(DomainEvent):
    """How often the list is gone through, by whom, and when next; 0 months: not at all."""

    kind: ClassVar[str] = "cleaning.planned"
    months: int
    owner_id: int | None = None
    next_on: date | None = None

    @property
    def settles(self) -> bool:
        """No other page depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class CleaningBegan(DomainEvent):
    """It is time to go through the list."""

    kind: ClassVar[str] = "cleaning.began"
    owner_id: int
    due_on: date

    @property
    def settles(self) -> bool:
        """No other page depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class CleaningCompleted(DomainEvent):
    """The list was gone through."""

    kind: ClassVar[str] = "cleaning.completed"
    next_on: date | None = None

    @property
    def settles(self) -> bool:
        """No other page depends on it."""
        return False
