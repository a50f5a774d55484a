"""Kinds of processes to begin from: a technical specification, a shipment, a contract approval, and a blank one."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from penstock.deals.models import ProcessStageKind

Words = str | Promise


@dataclass(frozen=True)
class ReadyStage:
    """A stage as a ready kind has it; expectations in working days."""

    name: Words
    expected_days: int | None = None
    kind: str = ProcessStageKind.OPEN


@dataclass(frozen=True)
class ReadyKind:
    """A named sequence of stages; Done and Dropped close each unless it says otherwise."""

    key: str
    name: Words
    plural: Words
    stages: tuple[ReadyStage, ...]
    closing: tuple[ReadyStage, ...]


DROPPED = ReadyStage(_("Dropped"), kind=ProcessStageKind.DROPPED)
CLOSING = (ReadyStage(_("Done"), kind=ProcessStageKind.DONE), DROPPED)

SPECIFICATION = ReadyKind(
    "specification",
    _("Technical specification"),
    _("Technical specifications"),
    (
        ReadyStage(_("Collecting requirements"), 3),
        ReadyStage(pgettext_lazy("specification", "Draft"), 5),
        ReadyStage(_("With the customer"), 5),
        ReadyStage(_("Corrections"), 3),
    ),
    (ReadyStage(_("Agreed"), kind=ProcessStageKind.DONE), DROPPED),
)
SHIPMENT = ReadyKind(
    "shipment",
    _("Shipment"),
    _("Shipments"),
    (
        ReadyStage(_("To prepare"), 2),
        ReadyStage(_("Packed"), 1),
        ReadyStage(_("On the way"), 7),
    ),
    (ReadyStage(_("Delivered"), kind=ProcessStageKind.DONE), DROPPED),
)
APPROVAL = ReadyKind(
    "approval",
    _("Contract approval"),
    _("Contract approvals"),
    (
        ReadyStage(_("Being drawn up"), 2),
        ReadyStage(_("With our lawyer"), 3),
        ReadyStage(_("With the customer’s lawyer"), 5),
        ReadyStage(_("To sign"), 3),
    ),
    (ReadyStage(_("Signed"), kind=ProcessStageKind.DONE), DROPPED),
)
BLANK = ReadyKind("blank", pgettext_lazy("process", "Blank"), "", (ReadyStage(_("Begun"), 5),), CLOSING)

READY = {one.key: one for one in (SPECIFICATION, SHIPMENT, APPROVAL, BLANK)}
