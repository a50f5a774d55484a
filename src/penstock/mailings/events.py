"""What can happen to reports that are mailed."""

from dataclasses import dataclass
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class MailingEvent(DomainEvent):
    """The parent of what happens to a mailing."""

    kind: ClassVar[str] = "mailing.*"
    mailing_id: int

    @property
    def settles(self) -> bool:
        """It is no setting: nothing that is kept depends on it."""
        return False


@dataclass(frozen=True, kw_only=True)
class MailingScheduled(MailingEvent):
    """A report is mailed so from now on."""

    kind: ClassVar[str] = "mailing.scheduled"
    report: str
    rhythm: str
    member_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class MailingStopped(MailingEvent):
    """It is mailed no more."""

    kind: ClassVar[str] = "mailing.stopped"


@dataclass(frozen=True, kw_only=True)
class MailingResumed(MailingEvent):
    """It is mailed again."""

    kind: ClassVar[str] = "mailing.resumed"


@dataclass(frozen=True, kw_only=True)
class MailingLeft(MailingEvent):
    """One of its readers does not want it any more."""

    kind: ClassVar[str] = "mailing.left"
    member_id: int | None
