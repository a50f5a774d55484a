"""What can happen to pay. No event holds an amount: the journal is read by people who may not see any."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class PayEvent(DomainEvent):
    """The parent of what happens to the pay of ``member_id`` from a day on."""

    kind: ClassVar[str] = "pay.*"
    member_id: int
    on: date

    @property
    def settles(self) -> bool:
        """Nothing that is kept depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class PaySet(PayEvent):
    """It was said what somebody is paid from that day on."""

    kind: ClassVar[str] = "pay.set"


@dataclass(frozen=True, kw_only=True)
class PayRemoved(PayEvent):
    """What was said of that day is taken back."""

    kind: ClassVar[str] = "pay.removed"
