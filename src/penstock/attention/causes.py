"""The causes of congestion: how often each holds deals up, for how long, and what helped."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from penstock.attention.models import Block, BlockResult
from penstock.attention.norms import percentile
from penstock.common import clock
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.rates import Rates, Total

MOST_REMEDIES, MOST_DEALS = 5, 20


@dataclass
class CauseLine:
    """One cause: how many deals it holds up now, the newest of them and their value, and how it ended where it did.

    ``days`` are the working days that it lasted, ended ones and those that still last.
    """

    name: str
    held: int = 0
    deals: list[Block] = field(default_factory=list)
    amounts: dict[str, Decimal] = field(default_factory=dict)
    days: list[float] = field(default_factory=list)
    results: Counter[str] = field(default_factory=Counter)
    helped: list[str] = field(default_factory=list)
    total: Total | None = None

    @property
    def left(self) -> int:
        """How many deals it holds up besides those named."""
        return self.held - len(self.deals)

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
    mine = Block.objects.of(by)
    rows = mine.filter(began_at__gte=began) | mine.filter(ended_at__isnull=True)
    calendar = calendar_of(by.workspace)
    lines: dict[int, CauseLine] = {}
    standing: dict[int, list[int]] = {}
    for told in map(_Told._make, rows.order_by("-began_at", "-pk").values_list(*_Told._fields)):
        line = lines.setdefault(told.cause_id, CauseLine(told.cause__name))
        line.days.append(calendar.days_between(told.began_at, told.ended_at or now))
        if _take(line, told) and line.held <= MOST_DEALS:
            standing.setdefault(told.cause_id, []).append(told.pk)
    shown = mine.select_related("deal").in_bulk([pk for several in standing.values() for pk in several])
    rates = Rates(by.workspace, clock.day_of(now, by.workspace.zone))
    for cause_id, line in lines.items():
        line.deals = [shown[pk] for pk in standing.get(cause_id, ()) if pk in shown]
        line.total = rates.total(line.amounts)
    return sorted(lines.values(), key=lambda line: (-len(line.days), line.name))


def _take(line: CauseLine, told: "_Told") -> bool:
    """Count a block; whether it still stands."""
    if told.ended_at is not None:
        line.results[told.result] += 1
        if told.result == BlockResult.SOLVED and told.remedy and len(line.helped) < MOST_REMEDIES:
            line.helped.append(told.remedy)
        return False
    line.held += 1
    line.amounts[told.deal__currency] = line.amounts.get(told.deal__currency, Decimal(0)) + told.deal__value
    return True


class _Told(NamedTuple):
    """What is counted of a block, by the names of its columns."""

    pk: int
    cause_id: int
    cause__name: str
    began_at: datetime
    ended_at: datetime | None
    result: str
    remedy: str
    deal__currency: str
    deal__value: Decimal
