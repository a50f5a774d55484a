"""What can happen to a workspace and the people in it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class WorkspaceCreated(DomainEvent):
    """A workspace began."""

    kind: ClassVar[str] = "workspace.created"
    currency: str


@dataclass(frozen=True, kw_only=True)
class PersonAdded(DomainEvent):
    """Somebody joined the workspace, with or without a sign-in."""

    kind: ClassVar[str] = "person.added"
    member_id: int
    role_id: int
    team_id: int | None


@dataclass(frozen=True, kw_only=True)
class PersonChanged(DomainEvent):
    """Somebody's role, team, language or time zone changed."""

    kind: ClassVar[str] = "person.changed"
    member_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PersonInvited(DomainEvent):
    """Somebody was invited to sign in."""

    kind: ClassVar[str] = "person.invited"
    member_id: int


@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(DomainEvent):
    """Somebody left; their open work goes to the successor (None: to nobody), their history stays theirs.

    Apps above follow this event with a projection of their own, in the same transaction: deals, activities, companies
    and contacts hand over what is open.
    """

    kind: ClassVar[str] = "person.deactivated"
    member_id: int
    successor_id: int | None


@dataclass(frozen=True, kw_only=True)
class PersonReactivated(DomainEvent):
    """Somebody is back."""

    kind: ClassVar[str] = "person.reactivated"
    member_id: int


@dataclass(frozen=True, kw_only=True)
class TeamAdded(DomainEvent):
    """A team was formed."""

    kind: ClassVar[str] = "team.added"
    team_id: int
    parent_id: int | None


@dataclass(frozen=True, kw_only=True)
class TeamChanged(DomainEvent):
    """A team has another name or stands elsewhere in the hierarchy."""

    kind: ClassVar[str] = "team.changed"
    team_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RoleChanged(DomainEvent):
    """The people of a role may do something else."""

    kind: ClassVar[str] = "role.changed"
    role_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RateSet(DomainEvent):
    """A currency's rate was set from a day on."""

    kind: ClassVar[str] = "rate.set"
    currency: str
    on: date
    rate: Decimal


@dataclass(frozen=True, kw_only=True)
class PersonJoined(DomainEvent):
    """Somebody accepted an invitation and can sign in."""

    kind: ClassVar[str] = "person.joined"
    member_id: int


@dataclass(frozen=True, kw_only=True)
class TeamRemoved(DomainEvent):
    """An empty team was dissolved."""

    kind: ClassVar[str] = "team.removed"
    team_id: int


@dataclass(frozen=True, kw_only=True)
class WorkspaceChanged(DomainEvent):
    """The workspace has another name, base currency, time zone, language or region."""

    kind: ClassVar[str] = "workspace.changed"
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class HoursSet(DomainEvent):
    """The workspace has other working hours: weekday (0 is Monday) → from and to; a weekday left out is free."""

    kind: ClassVar[str] = "calendar.hours_set"
    hours: dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class SpecialDayAdded(DomainEvent):
    """Days differ from the week: a holiday, a day made up for, or a person's days off."""

    kind: ClassVar[str] = "calendar.day_added"
    special_day_id: int
    member_id: int | None
    first_on: date
    last_on: date
    is_working: bool


@dataclass(frozen=True, kw_only=True)
class SpecialDayRemoved(DomainEvent):
    """Those days are as the week has them."""

    kind: ClassVar[str] = "calendar.day_removed"
    special_day_id: int
    member_id: int | None
    first_on: date
    last_on: date
