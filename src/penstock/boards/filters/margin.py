"""The filter by margin: what is left of a deal's value after what its products cost us, for who may see costs.

It is asked of the lines each time. A figure kept on the deal would have to follow the cost of every product and the
rates of every day, each of which changes many deals at once. As on the deal's page it is told at the cost that products
have now, so it says nothing about past days.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.boards.filters.definition import Condition
from penstock.boards.filters.ranges import Range
from penstock.common.errors import NotPermitted
from penstock.deals.costs import items_by_margin
from penstock.ui import formats
from penstock.workspaces.actor import Actor

LEAST, MOST = Decimal(-10_000), Decimal(100)
"""No cost is below nothing, so no margin is above 100 %; it may be far below 0 %."""
STEP = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Margins(Range):
    """Deals by what is left of their value, in percent; a margin that is not known lies between no bounds."""

    widget = "numbers"

    def is_for(self, by: Actor) -> bool:
        return by.may_see_costs

    def read(self, params: QueryDict, by: Actor) -> Condition:
        if not self.is_for(by):
            raise NotPermitted(_("Only who may see costs may ask for margins, so no deals are shown."))
        return super().read(params, by)

    def parse(self, text: str) -> Decimal:
        percent = Decimal(text.replace(",", ".").removesuffix("%").strip())
        if not percent.is_finite() or not LEAST <= percent <= MOST or percent % STEP:
            raise ValueError(text)
        return percent

    def shown(self, bound: Decimal) -> str:
        return formats.number(bound)

    def ask(self, low: Decimal | None, high: Decimal | None, by: Actor) -> Q:
        return Q(Exists(items_by_margin(by.workspace, low, high).filter(deal_id=OuterRef("pk"))))


MARGIN = Margins("margin", gettext_lazy("Margin, %"))
