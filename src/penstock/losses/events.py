"""What can happen when customers are asked why a deal was lost."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class LossEvent(DomainEvent):
    """The parent of what is asked and said about the loss of a deal."""

    kind: ClassVar[str] = "loss.*"
    deal_id: int
    company_id: int | None = None
    contact_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class LossAsked(LossEvent):
    """A link was made by which the customer can answer until this day."""

    kind: ClassVar[str] = "loss.asked"
    survey_id: int
    until: date


@dataclass(frozen=True, kw_only=True)
class LossLinkRevoked(LossEvent):
    """The link opens nothing any more."""

    kind: ClassVar[str] = "loss.link_revoked"
    survey_id: int


@dataclass(frozen=True, kw_only=True)
class LossVerified(LossEvent):
    """The customer said why, in a talk or by a link; without a reason it was another one, or they would not say."""

    kind: ClassVar[str] = "loss.verified"
    check_id: int
    how: str
    loss_reason_id: int | None = None
    would_not_say: bool = False


@dataclass(frozen=True, kw_only=True)
class LossVerificationTakenBack(LossEvent):
    """What was said does not stand any more."""

    kind: ClassVar[str] = "loss.taken_back"
    check_id: int


@dataclass(frozen=True, kw_only=True)
class ReasonWordingsSet(DomainEvent):
    """The loss reasons read otherwise to customers."""

    kind: ClassVar[str] = "loss_reason.wordings_set"
    loss_reason_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class LossAskingPlanned(DomainEvent):
    """When owners are reminded to ask, and how long a link takes answers."""

    kind: ClassVar[str] = "loss_reason.asking_planned"
    after_days: int | None
    days_open: int
