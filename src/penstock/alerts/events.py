"""What can happen to alerts."""

from dataclasses import dataclass
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class AlertEvent(DomainEvent):
    """The parent of what happens to an alert."""

    kind: ClassVar[str] = "alert.*"
    alert_id: int

    @property
    def settles(self) -> bool:
        """Nothing that is kept depends on an alert."""
        return False


@dataclass(frozen=True, kw_only=True)
class AlertSet(AlertEvent):
    """Somebody wants to be told, or to have others told, when a number goes out of line; or wants it otherwise now."""

    kind: ClassVar[str] = "alert.set"
    metric: str
    rule: str
    member_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class AlertRemoved(AlertEvent):
    """Nobody is told any more."""

    kind: ClassVar[str] = "alert.removed"


@dataclass(frozen=True, kw_only=True)
class AlertWentOff(AlertEvent):
    """For these people the number went out of line."""

    kind: ClassVar[str] = "alert.went_off"
    member_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class AlertRecovered(AlertEvent):
    """For these people the number is in line again."""

    kind: ClassVar[str] = "alert.recovered"
    member_ids: list[int]
