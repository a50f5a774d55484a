"""What a metric is: one frozen definition that screens, command line, documentation and tests all read."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from penstock.metrics.catalogue.rows import RowSet

Words = str | Promise


class Unit(StrEnum):
    """What a figure counts; money is in the workspace's currency."""

    DEALS = "deals"
    MONEY = "money"
    MONEY_A_DAY = "money a day"
    SHARE = "share"
    DAYS = "days"


class Better(StrEnum):
    """Which way is good news."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


KNOWN = "amount IS NOT NULL"


@dataclass(frozen=True)
class Metric:
    """One definition.

    ``rows`` are the rows behind the figure, ``amount`` is the SQL of what each contributes and ``figure`` the SQL that
    makes one figure of the amounts. Both may name ``outcome`` and ``days`` of a row; ``amount`` may name ``money``, the
    row's value in the workspace's currency, which is null where no rate is known. A row counts when ``counts`` holds.
    """

    key: str
    name: Words
    sentence: Words
    unit: Unit
    grain: Words
    clock: Words
    formula: Words
    leaves_out: Words
    better: Better
    example: Words
    rows: RowSet
    amount: str = "1"
    figure: str = "count(*)"
    counts: str = KNOWN

    @property
    def needs_money(self) -> bool:
        """Whether currencies must be brought into one."""
        return "money" in self.amount

    @property
    def counts_all(self) -> bool:
        """Whether every row counts whose amount is known."""
        return self.counts in (KNOWN, "TRUE")
