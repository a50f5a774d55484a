"""What can happen to automations themselves; what they do to deals is told by the events of deals."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class AutomationEvent(DomainEvent):
    """The parent of all events of an automation."""

    kind: ClassVar[str] = "automation.*"
    automation_id: int


@dataclass(frozen=True, kw_only=True)
class AutomationMade(AutomationEvent):
    """Somebody began an automation; it is off at first."""

    kind: ClassVar[str] = "automation.made"


@dataclass(frozen=True, kw_only=True)
class AutomationChanged(AutomationEvent):
    """An automation has a new version, or another name."""

    kind: ClassVar[str] = "automation.changed"
    number: int


@dataclass(frozen=True, kw_only=True)
class AutomationSwitchedOn(AutomationEvent):
    """An automation runs from here on."""

    kind: ClassVar[str] = "automation.switched_on"


@dataclass(frozen=True, kw_only=True)
class AutomationSwitchedOff(AutomationEvent):
    """An automation runs no more."""

    kind: ClassVar[str] = "automation.switched_off"


@dataclass(frozen=True, kw_only=True)
class AutomationTakenOver(AutomationEvent):
    """An automation acts in somebody else's name from here on."""

    kind: ClassVar[str] = "automation.taken_over"
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class AutomationRemoved(AutomationEvent):
    """An automation is gone from the settings; its runs stay."""

    kind: ClassVar[str] = "automation.removed"


@dataclass(frozen=True, kw_only=True)
class AutomationRestored(AutomationEvent):
    """A removed automation is back in the settings, switched off."""

    kind: ClassVar[str] = "automation.restored"


@dataclass(frozen=True, kw_only=True)
class AutomationCameDue(AutomationEvent):
    """The day has come that an automation waits for, counted from a date of the deal."""

    kind: ClassVar[str] = "automation.came_due"
    deal_id: int
    counted_from: date


@dataclass(frozen=True, kw_only=True)
class AutomationRunRetried(AutomationEvent):
    """Somebody let a run that did not come to its end be tried again."""

    kind: ClassVar[str] = "automation.run_retried"
    run_id: int


@dataclass(frozen=True, kw_only=True)
class AutomationRunUndone(AutomationEvent):
    """What a run did was taken back, as far as it could be."""

    kind: ClassVar[str] = "automation.run_undone"
    run_id: int


@dataclass(frozen=True, kw_only=True)
class AutomationDeliveryRetried(AutomationEvent):
    """Somebody let a call that did not arrive be tried again."""

    kind: ClassVar[str] = "automation.delivery_retried"
    delivery_id: int


@dataclass(frozen=True, kw_only=True)
class SigningKeyMade(DomainEvent):
    """Calls are signed with another secret from here on; which is not told."""

    kind: ClassVar[str] = "automation.signing_key_made"
