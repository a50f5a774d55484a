"""What can happen to notifications; browsers hear of it by the journal, and none of it settles anything."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class NotificationEvent(DomainEvent):
    """The parent of what makes people's bells ring or fall silent."""

    kind: ClassVar[str] = "notification.*"
    member_ids: list[int]

    @property
    def settles(self) -> bool:
        """No page but the bell depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class NotificationsMade(NotificationEvent):
    """These people were told of something."""

    kind: ClassVar[str] = "notification.made"


@dataclass(frozen=True, kw_only=True)
class NotificationsRead(NotificationEvent):
    """These people have read something, or it needs no reading any more; ``count`` of them."""

    kind: ClassVar[str] = "notification.read"
    count: int


@dataclass(frozen=True, kw_only=True)
class PreferencesSet(NotificationEvent):
    """Somebody chose what to hear how and when."""

    kind: ClassVar[str] = "notification.preferences_set"
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class UsualReminderSet(DomainEvent):
    """Another time before something is due is usual for reminders, in minutes."""

    kind: ClassVar[str] = "notification.usual_reminder_set"
    before: int
    minutes: int
