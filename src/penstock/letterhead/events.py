"""What can happen to the letterhead."""

from dataclasses import dataclass, field
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class LetterheadSet(DomainEvent):
    """Something else stands over the documents; which parts, not what they say."""

    kind: ClassVar[str] = "letterhead.set"
    fields: list[str] = field(default_factory=list)
