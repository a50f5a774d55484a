"""Steps: the order in which an import brings things in, so that whatever is referred to is there first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from penstock.imports.drafting.drafts import Draft
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.running.activities import take_activities
from penstock.imports.running.companies import take_companies, take_parents
from penstock.imports.running.contacts import take_contacts
from penstock.imports.running.deals import history_keys, identity, take_deals, take_histories
from penstock.imports.running.people import take_people
from penstock.imports.running.pipelines import take_pipelines
from penstock.imports.running.products import load_prices, take_products
from penstock.imports.running.run import Run

BLOCK = 2000
TAKE: dict[str, Callable[[Run, TableSurvey, list[Any]], None]] = {
    "company": take_companies,
    "product": take_products,
    "contact": take_contacts,
    "deal": take_deals,
    "activity": take_activities,
}


@dataclass(frozen=True)
class Whole:
    """A step that is done at once; ``again`` also when an import goes on behind it: later steps need what it finds."""

    do: Callable[[Run], None]
    again: bool = False


@dataclass(frozen=True)
class Blocks:
    """A step that is done block by block."""

    items: Callable[[int], Iterator[Any]]
    take: Callable[[Run, list[Any]], None]

    def blocks(self, start: int) -> Iterator[list[Any]]:
        """The items from number ``start`` on, by the block."""
        items = self.items(start)
        while block := list(islice(items, BLOCK)):
            yield block


Step = Whole | Blocks


def steps_of(run: Run) -> list[Step]:
    """Everything an import does, in order."""
    return [
        Whole(take_people),
        *_tables(run, "company"),
        Whole(take_parents),
        *_tables(run, "product"),
        Whole(load_prices, again=True),
        *_tables(run, "contact"),
        Whole(take_pipelines, again=True),
        *_tables(run, "deal"),
        *_histories(run),
        Whole(refuse_history_rows),
        *_tables(run, "activity"),
    ]


def _tables(run: Run, kind: str) -> Iterator[Step]:
    for table in run.survey.of_kind(kind):
        take = partial(_take_table, TAKE[kind], table)
        yield Blocks(partial(_warm_up, run, table), take)


def _warm_up(run: Run, table: TableSurvey, start: int) -> Iterator[Any]:
    """A table's rows from ``start`` on; rows without ids are known by how often they came: those before are counted."""
    if start and table.recognised.kind.key == "deal" and table.recognised.index("external_id") is None:
        for row in table.reader.drafts(0, start):
            if isinstance(row, Draft):
                identity(run, row)
    yield from table.reader.drafts(start)


def _take_table(
    take: Callable[[Run, TableSurvey, list[Any]], None], table: TableSurvey, run: Run, block: list[Any]
) -> None:
    take(run, table, block)


def refuse_history_rows(run: Run) -> None:
    """The rows of histories that could not be read are told like all others."""
    for table in run.survey.of_kind("history"):
        for row in table.refusals:
            run.refuse("history", table, row, row.reason)


def _histories(run: Run) -> Iterator[Step]:
    """Deals that only histories tell of."""
    tables = run.survey.of_kind("history")
    keys = history_keys(run)
    if tables and keys:
        yield Blocks(lambda start: iter(keys[start:]), partial(_take_table, take_histories, tables[0]))
