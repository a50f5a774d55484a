"""What a copy is fed with, whoever reads it from the database: CSV files for the many rows, tuples for the few."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, Protocol

Told = Callable[[float], None]
"""Hears which share of a copy is drawn."""


def unheard(_done: float) -> None:
    """For those who do not want to hear it."""


class Name(NamedTuple):
    """What an id is called: ``label`` is unique among the names of its kind, ``place`` sorts them."""

    kind: str
    id: int
    name: str
    label: str
    place: int


class StagePlace(NamedTuple):
    """Where a stage stands in its pipeline.

    ``is_last``: whether it is the last open one, from which deals are won. ``is_offered``: whether a deal that stands
    in it has seen the proposal: the stage of the presentation and the open ones after it.
    """

    id: int
    pipeline_id: int
    place: int
    is_last: bool = False
    is_offered: bool = False


class RateSpan(NamedTuple):
    """What a currency is worth from a day until before another; None where no rate is known."""

    currency: str
    from_on: date
    until_on: date
    rate: Decimal | None


@dataclass(frozen=True)
class Batch:
    """Some deals with all their believed spans, activities and what people did by hand, as CSV of the columns below.

    ``done`` is which share of all deals has been fed when this batch is.
    """

    deals: Path
    spans: Path
    activities: Path
    edits: Path
    done: float = 1.0


class Feed(Protocol):
    """The source of a copy: a workspace in the database, or a made-up one in a test."""

    zone: str

    @property
    def rates(self) -> Sequence[RateSpan]:
        """What each currency was worth when."""

    @property
    def names(self) -> Sequence[Name]:
        """What ids are called."""

    @property
    def stages(self) -> Sequence[StagePlace]:
        """Where the stages stand."""

    @property
    def teams(self) -> Sequence[tuple[int, int | None]]:
        """Which person is in which team now."""

    @property
    def channels(self) -> Sequence[tuple[int, str]]:
        """Which channel a source belongs to, of those that do."""

    def companies(self, ids: Sequence[int] | None = None) -> Iterator[Path]:
        """These companies, or all, as CSV files of ``COMPANY_COLUMNS``; a file lives until the next is asked for."""

    def batches(self, deal_ids: Sequence[int] | None = None) -> Iterator[Batch]:
        """These deals, or all, without the removed ones; a batch's files live until the third after it."""


COMPANY_COLUMNS = {
    "id": "BIGINT",
    "name": "VARCHAR",
    "sector": "VARCHAR",
    "region": "VARCHAR",
    "country": "VARCHAR",
    "employees": "BIGINT",
}
DEAL_COLUMNS = {
    "deal_id": "BIGINT",
    "reader_id": "BIGINT",
    "source_id": "BIGINT",
    "product_id": "BIGINT",
    "company_id": "BIGINT",
    "type": "VARCHAR",
    "opened_at": "TIMESTAMP",
    "listed": "DECIMAL(15,2)",
    "discounted": "DECIMAL(15,2)",
    "custom": "VARCHAR",
}
SPAN_COLUMNS = {
    "deal_id": "BIGINT",
    "span_id": "BIGINT",
    "visit": "INTEGER",
    "from_at": "TIMESTAMP",
    "to_at": "TIMESTAMP",
    "pipeline_id": "BIGINT",
    "stage_id": "BIGINT",
    "status": "VARCHAR",
    "owner_id": "BIGINT",
    "value": "DECIMAL(15,2)",
    "currency": "VARCHAR",
    "odds": "INTEGER",
    "loss_reason_id": "BIGINT",
    "expected_on": "DATE",
    "mrr": "DECIMAL(15,2)",
    "category": "VARCHAR",
}
ACTIVITY_COLUMNS = {
    "deal_id": "BIGINT",
    "kind": "VARCHAR",
    "owner_id": "BIGINT",
    "created_at": "TIMESTAMP",
    "done_at": "TIMESTAMP",
    "minutes": "BIGINT",
    "outcome": "VARCHAR",
    "direction": "VARCHAR",
}
EDIT_COLUMNS = {"deal_id": "BIGINT", "person_id": "BIGINT", "moment": "TIMESTAMP"}
