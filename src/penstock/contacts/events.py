"""What can happen to a contact."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from penstock.common.changes import Changes
from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ContactEvent(DomainEvent):
    """The parent of all events of a contact; ``changes`` maps a field to its value before and after."""

    kind: ClassVar[str] = "contact.*"
    contact_id: int
    company_id: int | None = None
    changes: Changes = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ContactAdded(ContactEvent):
    """We know a new person."""

    kind: ClassVar[str] = "contact.added"
    owner_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ContactChanged(ContactEvent):
    """Facts of a contact changed."""

    kind: ClassVar[str] = "contact.changed"


@dataclass(frozen=True, kw_only=True)
class ContactAssigned(ContactEvent):
    """A contact has another owner."""

    kind: ClassVar[str] = "contact.assigned"
    from_owner_id: int | None
    owner_id: int | None


@dataclass(frozen=True, kw_only=True)
class ContactChannelsSet(ContactEvent):
    """How a contact is reached was set; ``before`` and ``channels`` hold kinds, labels and values."""

    kind: ClassVar[str] = "contact.channels_set"
    before: list[dict[str, Any]]
    channels: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class ContactRemoved(ContactEvent):
    """A contact was taken out of sight; it can be restored."""

    kind: ClassVar[str] = "contact.removed"


@dataclass(frozen=True, kw_only=True)
class ContactRestored(ContactEvent):
    """A removed contact is back."""

    kind: ClassVar[str] = "contact.restored"
