"""What can happen to a company."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from penstock.common.changes import Changes
from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class CompanyEvent(DomainEvent):
    """The parent of all events of a company; ``changes`` maps a field to its value before and after."""

    kind: ClassVar[str] = "company.*"
    company_id: int
    changes: Changes = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CompanyAdded(CompanyEvent):
    """We know a new company."""

    kind: ClassVar[str] = "company.added"
    owner_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CompanyChanged(CompanyEvent):
    """Facts of a company changed."""

    kind: ClassVar[str] = "company.changed"


@dataclass(frozen=True, kw_only=True)
class CompanyAssigned(CompanyEvent):
    """A company has another owner."""

    kind: ClassVar[str] = "company.assigned"
    from_owner_id: int | None
    owner_id: int | None


@dataclass(frozen=True, kw_only=True)
class CompanyRemoved(CompanyEvent):
    """A company was taken out of sight; it can be restored."""

    kind: ClassVar[str] = "company.removed"


@dataclass(frozen=True, kw_only=True)
class CompanyRestored(CompanyEvent):
    """A removed company is back."""

    kind: ClassVar[str] = "company.restored"


@dataclass(frozen=True, kw_only=True)
class CompanyFactSet(CompanyEvent):
    """A figure that another system keeps is known, or known anew; ``on`` is the day of which it tells."""

    kind: ClassVar[str] = "company.fact_set"
    key: str
    amount: Decimal
    currency: str
    on: date
    before: Decimal | None = None
