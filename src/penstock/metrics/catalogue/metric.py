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
    DEALS_A_DAY = "deals a day"
    ACTIVITIES_A_DAY = "activities a day"
    SHARE = "share"
    DAYS = "days"
    ACTIVITIES = "activities"
    CUSTOMERS = "customers"


class Better(StrEnum):
    """Which way is good news."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Plan(StrEnum):
    """What is made of a sum and of what was wanted of it, see ``metrics.planning``."""

    NONE = ""
    ATTAINMENT = "attainment"
    GAP = "gap"
    PACE = "pace"


class Worked(StrEnum):
    """What of people's calendars a figure is a share of, or divided by, see ``metrics.working``."""

    NONE = ""
    TIME = "time"
    DAYS = "days"
    EACH_DAY = "each day"


SURVIVAL = "the day on which half of the rows have had their event, by Kaplan and Meier"
"""A figure over all rows at once: ``days`` is how long a row was followed, ``amount`` 1 where the event ended that."""

SUM = "coalesce(sum(amount), 0)"
KNOWN = "amount IS NOT NULL"


@dataclass(frozen=True)
class Metric:
    """One definition.

    ``rows`` are the rows behind the figure, ``amount`` is the SQL of what each contributes and ``figure`` the SQL that
    makes one figure of the amounts. Both may name ``outcome`` and ``days`` of a row; ``amount`` may name ``money``, the
    row's ``worth`` in the workspace's currency, which is null where no rate is known. A row counts when ``counts``
    holds. ``apart`` is SQL of the rows, by ``{outcome}``, that only count where one asks for each change by itself.
    With a ``plan`` the figure is not what is told, but what it is against the targets for it.
    So it is with what is ``worked``: the figure is made a share of the working time or days of the people.
    ``of`` is SQL of the money that the worth is a part of; a figure may name its sum as ``base``.
    A figure may name ``total``: the sum of the amounts of all rows that the asker may see, whatever is filtered.
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
    worth: str = "p.value"
    apart: str = ""
    counts: str = KNOWN
    plan: Plan = Plan.NONE
    worked: Worked = Worked.NONE
    of: str = ""

    @property
    def needs_money(self) -> bool:
        """Whether currencies must be brought into one."""
        return "money" in self.amount

    @property
    def needs_period(self) -> bool:
        """Whether it only makes sense from one day to another."""
        return bool(self.plan or self.worked)

    @property
    def is_exact(self) -> bool:
        """Whether the figure is a sum of money, to the last digit."""
        return self.needs_money and self.figure == SUM

    @property
    def is_of_a_total(self) -> bool:
        """Whether the figure is a share of everything."""
        return "total" in self.figure

    @property
    def counts_all(self) -> bool:
        """Whether every row counts whose amount is known."""
        return self.counts in (KNOWN, "TRUE")
