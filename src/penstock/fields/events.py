"""What can happen to a workspace's custom fields."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class FieldAdded(DomainEvent):
    """A subject has a new custom field."""

    kind: ClassVar[str] = "field.added"
    field_id: int
    subject: str
    type: str


@dataclass(frozen=True, kw_only=True)
class FieldChanged(DomainEvent):
    """A custom field has another label, other options, another order or pipeline, or was retired or brought back."""

    kind: ClassVar[str] = "field.changed"
    field_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)
