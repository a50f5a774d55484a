"""The board in lanes: a row for each owner, source, type, forecast category or age, with its sums and first cards."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.boards.board import Board, Column, beyond, cursor
from penstock.boards.totals import Sums, sums_within_stages
from penstock.boards.traits import NONE, TRAITS, Trait, age_refusal, lane_key
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage
from penstock.ui import formats
from penstock.workspaces.rates import Total

CARDS = 4
"""How many cards a cell shows, and loads on at once."""

DRAWN = 3
"""How many lanes bring their cards with the page; the others follow when they are scrolled to."""

STAGE_MARK, LANE_MARK = 2**62 + 1, 2**62 + 2
"""What stands for a cell's stage and lane in the pattern of a statement: ids that no row can have."""


@dataclass
class Cell:
    """A stage within a lane."""

    stage: Stage
    lane: str
    name: str
    count: int = 0
    cards: list[dict[str, Any]] = field(default_factory=list)
    more_url: str = ""
    more_trigger: str = "click"

    @property
    def id(self) -> int:
        """The stage's id."""
        return self.stage.pk

    @property
    def more_words(self) -> str:
        """How many deals are not shown yet."""
        return _("%(count)s more") % {"count": formats.number(self.count)}


@dataclass
class Lane:
    """A row of the board; ``url`` brings its cards where they are not drawn yet."""

    key: str
    value: Any
    label: str
    count: int
    total: Total
    cells: list[Cell]
    url: str = ""

    @property
    def sum(self) -> Any:
        """What the deals are worth in the workspace's currency."""
        return self.total.amount

    @property
    def currency(self) -> str:
        """The workspace's currency."""
        return self.total.currency


class Lanes:
    """The lanes of one board, asked for by its group."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.trait: Trait = TRAITS[board.group]

    @cached_property
    def refusal(self) -> str:
        """Why no card may change its lane, if it may not."""
        return "" if self.trait.changes else age_refusal()

    @cached_property
    def _sums(self) -> dict[tuple[int, Any], Sums]:
        return sums_within_stages(self.trait.group, self.board.filtering)

    @cached_property
    def rows(self) -> list[Lane]:
        """All lanes with their sums, without cards."""
        shown = {stage.pk for stage in self.board.stages}
        by_value: dict[Any, dict[int, Sums]] = defaultdict(dict)
        for (stage, value), sums in self._sums.items():
            if sums.count and stage in shown:
                by_value[self._plain(value)][stage] = sums
        return [self._lane(value, label, by_value[value]) for value, label in self._labels(by_value).items()]

    def _plain(self, value: Any) -> Any:
        return self.trait.nothing if value in (None, "") else value

    def _labels(self, held: Iterable[Any]) -> dict[Any, str]:
        """The lanes in their order: by name or by age, and what has no value at the end."""
        held = set(held)
        is_asked = self.board.filtering.condition(self.trait.key) is not None
        names = {v: name for v, name in self.trait.names(self.board.by, held).items() if v in held or not is_asked}
        if self.trait.nothing in held:
            names[self.trait.nothing] = str(self.trait.none)
        return names

    def _lane(self, value: Any, label: str, sums: dict[int, Sums]) -> Lane:
        key = NONE if value == self.trait.nothing else lane_key(value)
        together: dict[str, Any] = defaultdict(int)
        for each in sums.values():
            for currency, amount in each.amounts.items():
                together[currency] += amount
        cells = [
            Cell(stage, key, f"{stage.name} · {label}", sums[stage.pk].count if stage.pk in sums else 0)
            for stage in self.board.stages
        ]
        total = self.board.rates.total(together)
        return Lane(key, value, label, sum(cell.count for cell in cells), total, cells)

    def drawn(self, asked: str = "") -> list[Lane]:
        """All lanes; the first few, and the one asked for, with their cards."""
        shown = [lane for lane in self.rows if lane.count][:DRAWN]
        shown += [lane for lane in self.rows if lane.key == asked and lane not in shown]
        for lane in self.rows:
            if lane.count and lane not in shown:
                lane.url = f"{reverse('boards:board')}?{self.board.query}&lane={lane.key}"
        self.fill(shown)
        return self.rows

    def lane(self, key: str) -> Lane | None:
        """One lane by its key."""
        return next((lane for lane in self.rows if lane.key == key), None)

    def fill(self, lanes: list[Lane]) -> None:
        """Put the first cards into the cells of some lanes, by one statement for all of them."""
        cells = {(cell.id, lane.value): cell for lane in lanes for cell in lane.cells if cell.count}
        deals = self.board.drawn(self._first_ids(list(cells)))
        found: dict[tuple[int, Any], list[Deal]] = defaultdict(list)
        for deal in sorted(deals.values(), key=lambda each: (-each.stage_entered_at.timestamp(), each.pk)):
            found[deal.stage_id, self._plain(self.trait.of(deal, self.board.dealer.now))].append(deal)
        for place, members in found.items():
            if place in cells:
                self._fill_cell(cells[place], members)

    def more(self, lane: Lane, column: Column, after: str) -> Cell:
        """The next cards of a cell."""
        cell = next(cell for cell in lane.cells if cell.id == column.id)
        ids = self._first_ids([(column.id, lane.value)], after)
        deals = self.board.drawn(ids)
        cell.count = 0
        self._fill_cell(cell, [deals[pk] for pk in ids if pk in deals])
        return cell

    def _fill_cell(self, cell: Cell, deals: list[Deal]) -> None:
        shown = deals[:CARDS]
        cell.cards = [self.board.dealer.card(deal) for deal in shown]
        cell.count -= len(shown)
        if len(deals) > CARDS:
            more = reverse("boards:column", args=[cell.id])
            cell.more_url = f"{more}?{self.board.query}&lane={cell.lane}&after={cursor(shown[-1])}"

    def _first_ids(self, cells: list[tuple[int, Any]], after: str = "") -> list[int]:
        """The ids of the newest deals of each cell, and of one more where there are more.

        SQLite knows no slices within a union of the ORM, so one query's text is repeated for each cell.
        """
        if not cells:
            return []
        mark: Any = str(LANE_MARK) if isinstance(cells[0][1], str) else LANE_MARK
        deals = self.board.filtering.without("pipeline").find(Deal.objects.of(self.board.by)).filter(beyond(after))
        deals = deals.annotate(lane=self.trait.lane(self.board.dealer.now))
        one = deals.filter(pipeline_id=self.board.stages[0].pipeline_id, stage_id=STAGE_MARK, lane=mark)
        newest = one.order_by("-stage_entered_at", "pk").values_list("pk", flat=True)[: CARDS + 1]
        try:
            sql, given = newest.query.sql_with_params()
        except EmptyResultSet:
            return []
        statement = " UNION ALL ".join([f"SELECT * FROM ({sql}) AS cell"] * len(cells))  # noqa: S608 -- the ORM's text
        marks = ({STAGE_MARK: stage, mark: lane} for stage, lane in cells)
        with connection.cursor() as asked:
            asked.execute(statement, [value for meant in marks for value in _meant(given, meant)])
            return [pk for (pk,) in asked.fetchall()]


def _meant(given: Iterable[Any], marks: dict[Any, Any]) -> list[Any]:
    """The parameters of the pattern with a cell's own in place of the marks."""
    return [marks.get(value, value) if isinstance(value, int | str) else value for value in given]
