"""What can happen at a review of the pipeline."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ReviewEvent(DomainEvent):
    """The parent of what happens to a review as a whole."""

    kind: ClassVar[str] = "review.*"
    review_id: int

    @property
    def settles(self) -> bool:
        """No other page depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class ReviewBegan(ReviewEvent):
    """A review of the pipeline began."""

    kind: ClassVar[str] = "review.began"


@dataclass(frozen=True, kw_only=True)
class ReviewAttended(ReviewEvent):
    """It was said who is there."""

    kind: ClassVar[str] = "review.attended"
    member_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class ReviewEnded(ReviewEvent):
    """A review is over; its minutes stay as they are."""

    kind: ClassVar[str] = "review.ended"


@dataclass(frozen=True, kw_only=True)
class DecisionMade(DomainEvent):
    """At a review something was decided on a deal."""

    kind: ClassVar[str] = "decision.made"
    deal_id: int
    company_id: int | None = None
    review_id: int
    decision_id: int
    until: date | None = None
