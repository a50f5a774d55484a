"""The causes of congestion: how often each holds deals up, for how long, and what helped."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from penstock.attention.models import Block, BlockResult
from penstock.attention.norms import percentile
from penstock.common import clock
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.rates import Rates, Total

MOST_REMEDIES = 5


@dataclass
class CauseLine:
    """One cause: the deals that it holds up now and their value, and how it ended where it did.

    ``days`` are the working days that it lasted, ended ones and those that still last.
    """

    name: str
    deals: list[Block] = field(default_factory=list)
    amounts: dict[str, Decimal] = field(default_factory=dict)
    days: list[float] = field(default_factory=list)
    results: Counter[str] = field(default_factory=Counter)
    helped: list[str] = field(default_factory=list)
    total: Total | None = None

    @property
    def median_days(self) -> float:
        """The middle of how long it lasted."""
        return percentile(sorted(self.days), 0.5)

    @property
    def ended(self) -> int:
        """How many deals it held up that it holds up no more."""
        return sum(self.results.values())

    @property
    def solved_share(self) -> float | None:
        """The share of ended ones in which a remedy worked; None where none ended."""
        return self.results[BlockResult.SOLVED] / self.ended if self.ended else None

    @property
    def lost(self) -> int:
        """How many of those deals were lost."""
        return self.results[BlockResult.LOST]


def cause_lines(by: Actor, since: datetime | None = None) -> list[CauseLine]:
    """The causes of the blocks that the actor may read, of the last year unless told, the most frequent first."""
    now = clock.now()
    began = since or now - timedelta(days=365)
    rows = Block.objects.of(by).filter(began_at__gte=began) | Block.objects.of(by).filter(ended_at__isnull=True)
    calendar = calendar_of(by.workspace)
    lines: dict[int, CauseLine] = {}
    for block in rows.select_related("cause", "deal__stage", "deal__owner").order_by("-began_at", "-pk"):
        line = lines.setdefault(block.cause_id, CauseLine(block.cause.name))
        line.days.append(calendar.days_between(block.began_at, block.ended_at or now))
        _take(line, block)
    rates = Rates(by.workspace, clock.day_of(now, by.workspace.zone))
    for line in lines.values():
        line.total = rates.total(line.amounts)
    return sorted(lines.values(), key=lambda line: (-len(line.days), line.name))


def _take(line: CauseLine, block: Block) -> None:
    if block.ended_at is not None:
        line.results[block.result] += 1
        if block.result == BlockResult.SOLVED and block.remedy and len(line.helped) < MOST_REMEDIES:
            line.helped.append(block.remedy)
        return
    deal = block.deal
    line.deals.append(block)
    line.amounts[deal.currency] = line.amounts.get(deal.currency, Decimal(0)) + deal.value
