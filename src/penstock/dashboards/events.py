"""What can happen to dashboards."""

from dataclasses import dataclass
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class DashboardEvent(DomainEvent):
    """The parent of what happens to a dashboard."""

    kind: ClassVar[str] = "dashboard.*"
    dashboard_id: int

    @property
    def settles(self) -> bool:
        """A dashboard is no setting: nothing that is kept depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class DashboardMade(DashboardEvent):
    """A dashboard was made, perhaps as a copy of another or of a ready one."""

    kind: ClassVar[str] = "dashboard.made"
    ready: str = ""
    copied_from: int | None = None


@dataclass(frozen=True, kw_only=True)
class DashboardRenamed(DashboardEvent):
    """It is called something else."""

    kind: ClassVar[str] = "dashboard.renamed"


@dataclass(frozen=True, kw_only=True)
class DashboardShared(DashboardEvent):
    """Those who may see it now, besides its owner."""

    kind: ClassVar[str] = "dashboard.shared"
    is_shared: bool
    member_ids: list[int]
    team_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class DashboardRemoved(DashboardEvent):
    """It is out of sight."""

    kind: ClassVar[str] = "dashboard.removed"


@dataclass(frozen=True, kw_only=True)
class DashboardRestored(DashboardEvent):
    """It is back."""

    kind: ClassVar[str] = "dashboard.restored"


@dataclass(frozen=True, kw_only=True)
class DashboardArranged(DashboardEvent):
    """Its widgets stand in another order."""

    kind: ClassVar[str] = "dashboard.arranged"
    widget_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class DashboardScheduled(DashboardEvent):
    """It is mailed so; without a rhythm it is mailed no more."""

    kind: ClassVar[str] = "dashboard.scheduled"
    rhythm: str
    member_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class DashboardLeft(DashboardEvent):
    """One of those to whom it was mailed does not want it any more."""

    kind: ClassVar[str] = "dashboard.left"
    member_id: int | None


@dataclass(frozen=True, kw_only=True)
class WidgetAdded(DashboardEvent):
    """It shows one thing more."""

    kind: ClassVar[str] = "dashboard.widget_added"
    widget_id: int


@dataclass(frozen=True, kw_only=True)
class WidgetChanged(DashboardEvent):
    """One of its widgets shows something else, or is wider or narrower."""

    kind: ClassVar[str] = "dashboard.widget_changed"
    widget_id: int


@dataclass(frozen=True, kw_only=True)
class WidgetRemoved(DashboardEvent):
    """It shows one thing less."""

    kind: ClassVar[str] = "dashboard.widget_removed"
    widget_id: int


@dataclass(frozen=True, kw_only=True)
class WidgetRestored(DashboardEvent):
    """A widget is back in its place."""

    kind: ClassVar[str] = "dashboard.widget_restored"
    widget_id: int
