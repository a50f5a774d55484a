"""The rules of a deal's state, pure: what follows from its stage, amount and items, and what a step is called."""

from decimal import Decimal

from penstock.deals.models import DealItem, DealStatus, ValueBasis
from penstock.pipelines.models import Stage, StageKind


def odds_of(stage: Stage, own: int | None) -> int:
    """The probability in force, in percent: certain when closed, else the deal's own, else the stage's."""
    if stage.kind == StageKind.WON:
        return 100
    if stage.kind == StageKind.LOST:
        return 0
    return stage.probability if own is None else own


def status_of(stage: Stage, is_aside: bool) -> str:
    """What a deal in the stage is; only one in an open stage can be set aside."""
    return DealStatus.ASIDE.value if is_aside and stage.is_open else stage.kind


def value_of(amount: Decimal | None, items: list[DealItem]) -> tuple[Decimal, ValueBasis]:
    """What a deal is worth and why: the entered amount, else its line items, else nothing known."""
    if amount is not None:
        return amount, ValueBasis.OWN
    if items:
        return sum((item.total for item in items), Decimal(0)), ValueBasis.ITEMS
    return Decimal(0), ValueBasis.NONE


def monthly_of(own: Decimal | None, items: list[DealItem]) -> Decimal | None:
    """Monthly recurring revenue: as entered, else of the recurring line items, else none."""
    if own is not None or not items:
        return own
    return sum((item.monthly for item in items), Decimal(0)) or None


def step_name(before: str, after: str) -> str:
    """What going from a stage of one kind to one of another is called: moved, won, lost or reopened."""
    if after != StageKind.OPEN:
        return str(after)
    return "moved" if before == StageKind.OPEN else "reopened"
