"""Deals and what hangs on them, a file per record."""

from penstock.deals.models.approvals import Approval, ApprovalState
from penstock.deals.models.checklist import ChecklistItem
from penstock.deals.models.deal import Deal, DealType, ValueBasis
from penstock.deals.models.gates import DealWork, Override, Side, StageRule, WorkPurpose
from penstock.deals.models.items import Billing, DealItem
from penstock.deals.models.people import BuyingRole, DealContact, DealPerson, SellingRole
from penstock.deals.models.span import DealSpan
from penstock.deals.models.tags import DealTag, Tag

__all__ = [
    "Approval",
    "ApprovalState",
    "Billing",
    "BuyingRole",
    "ChecklistItem",
    "Deal",
    "DealContact",
    "DealItem",
    "DealPerson",
    "DealSpan",
    "DealTag",
    "DealType",
    "DealWork",
    "Override",
    "SellingRole",
    "Side",
    "StageRule",
    "Tag",
    "ValueBasis",
    "WorkPurpose",
]
