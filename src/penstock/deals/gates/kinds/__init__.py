"""The kinds of rules, a file each; to add one, write its file and a line below."""

from penstock.deals.gates.kinds.approval import ApprovalKind
from penstock.deals.gates.kinds.checklist import ChecklistKind
from penstock.deals.gates.kinds.day import DayKind
from penstock.deals.gates.kinds.debt import DebtKind
from penstock.deals.gates.kinds.direction import DirectionKind
from penstock.deals.gates.kinds.discount import DiscountKind
from penstock.deals.gates.kinds.fields import FieldsKind
from penstock.deals.gates.kinds.files import FilesKind
from penstock.deals.gates.kinds.kind import Kind
from penstock.deals.gates.kinds.margin import MarginKind
from penstock.deals.gates.kinds.number import NumberKind
from penstock.deals.gates.kinds.people import PeopleKind
from penstock.deals.gates.kinds.process import ProcessGate
from penstock.deals.gates.kinds.role import RoleKind
from penstock.deals.gates.kinds.stay import StayKind
from penstock.deals.gates.kinds.touches import TouchesKind
from penstock.deals.gates.kinds.work import WorkKind

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        FieldsKind(),
        PeopleKind(),
        WorkKind(),
        TouchesKind(),
        FilesKind(),
        ChecklistKind(),
        ProcessGate(),
        NumberKind(),
        DayKind(),
        DiscountKind(),
        MarginKind(),
        DebtKind(),
        StayKind(),
        DirectionKind(),
        RoleKind(),
        ApprovalKind(),
    )
}
"""Every kind of rule by its key, in the order in which they are offered."""
