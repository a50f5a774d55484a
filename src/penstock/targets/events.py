"""What can happen to targets."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class TargetEvent(DomainEvent):
    """The parent of what happens to a target; ``member_id`` or ``team_id`` is whose it is, neither: the workspace's."""

    kind: ClassVar[str] = "target.*"
    target_id: int
    metric: str
    period: str
    starts_on: date
    amount: Decimal
    currency: str
    member_id: int | None = None
    team_id: int | None = None
    pipeline_id: int | None = None

    @property
    def settles(self) -> bool:
        """A target is no setting: nothing that is kept depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class TargetSet(TargetEvent):
    """So much is wanted now; ``before`` is what it was."""

    kind: ClassVar[str] = "target.set"
    before: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class TargetBrokenDown(TargetEvent):
    """The amount was handed down; each part is an event of its own beside this one."""

    kind: ClassVar[str] = "target.broken_down"
    into: str
    way: str


@dataclass(frozen=True, kw_only=True)
class KpisSet(DomainEvent):
    """By these metrics, with these weights, somebody is measured in a period now; by none: the set was taken back.

    ``member_id``, ``team_id`` or ``role_id`` is whose set it is, none: the workspace's. Weights are in percent.
    """

    kind: ClassVar[str] = "target.kpis_set"
    period: str
    starts_on: date
    weights: dict[str, Decimal]
    targets: dict[str, Decimal]
    caps: dict[str, int]
    member_id: int | None = None
    team_id: int | None = None
    role_id: int | None = None

    @property
    def settles(self) -> bool:
        """A set of metrics is no setting: nothing that is kept depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class TargetRemoved(TargetEvent):
    """Nothing is wanted any more."""

    kind: ClassVar[str] = "target.removed"


@dataclass(frozen=True, kw_only=True)
class RemarkEvent(DomainEvent):
    """The parent of what happens to a remark about what happens outside."""

    kind: ClassVar[str] = "remark.*"
    remark_id: int
    from_on: date
    until_on: date
    text: str

    @property
    def settles(self) -> bool:
        """A remark is no setting: no figure depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class RemarkAdded(RemarkEvent):
    """Somebody wrote that this happens."""

    kind: ClassVar[str] = "remark.added"


@dataclass(frozen=True, kw_only=True)
class RemarkChanged(RemarkEvent):
    """It says this now, or of these days."""

    kind: ClassVar[str] = "remark.changed"


@dataclass(frozen=True, kw_only=True)
class RemarkRemoved(RemarkEvent):
    """It is not there any more; this is what it said."""

    kind: ClassVar[str] = "remark.removed"
