"""Deals and what hangs on them, a file per record."""

from penstock.deals.models.approvals import Approval, ApprovalState
from penstock.deals.models.checklist import ChecklistItem
from penstock.deals.models.deal import UNDECIDED, Deal, DealStatus, DealType, ForecastCategory, ValueBasis
from penstock.deals.models.documents import DealDocument
from penstock.deals.models.gates import DealWork, Override, Side, StageRule, WorkPurpose
from penstock.deals.models.items import Billing, DealItem
from penstock.deals.models.people import BuyingRole, DealContact, DealPerson, SellingRole
from penstock.deals.models.processes import ProcessKind, ProcessStage, ProcessStageKind
from penstock.deals.models.span import DealSpan
from penstock.deals.models.tags import DealTag, Tag

__all__ = [
    "UNDECIDED",
    "Approval",
    "ApprovalState",
    "Billing",
    "BuyingRole",
    "ChecklistItem",
    "Deal",
    "DealContact",
    "DealDocument",
    "DealItem",
    "DealPerson",
    "DealSpan",
    "DealStatus",
    "DealTag",
    "DealType",
    "DealWork",
    "ForecastCategory",
    "Override",
    "ProcessKind",
    "ProcessStage",
    "ProcessStageKind",
    "SellingRole",
    "Side",
    "StageRule",
    "Tag",
    "ValueBasis",
    "WorkPurpose",
]
