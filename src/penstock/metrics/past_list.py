"""The list as it stood at the end of a past day: which deals fitted then, sorted and added up by what was true then."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from penstock.boards.cells import Column, cell
from penstock.boards.listing import PAGE, Listing, reader_of
from penstock.boards.totals import unconverted
from penstock.common import clock
from penstock.deals.models import DealSpan, DealStatus
from penstock.metrics.asking import sight_of
from penstock.metrics.compiling import moment_after, rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import Dimension
from penstock.metrics.past_board import STANDING
from penstock.metrics.past_deals import UNKNOWN, PastReader, is_todays, then
from penstock.metrics.past_filters import Then, as_then
from penstock.metrics.question import Question, parse
from penstock.ui import formats
from penstock.ui.markup import format_html
from penstock.workspaces.models import Person
from penstock.workspaces.rates import Rates, Total

BLOCK = 1000
"""So many deals at a time go into a file."""
FACTS = tuple(
    Dimension(f"{key}.then", "", column)
    for key, column in {
        "expected": "p.expected_on",
        "opened": "p.opened_on",
        "closed": "p.closed_on",
        "odds": "p.odds",
        "status": "p.status::VARCHAR",
        "mrr": "p.mrr",
        "stage": "p.stage_id",
    }.items()
)
"""What rows are sorted by beside their value, as g0, g1 …"""
PLACE = "(SELECT n.place FROM names n WHERE n.kind = 'stage' AND n.id = g6)"
OWNER = "(SELECT lower(n.label) FROM names n WHERE n.kind = 'person' AND n.id = p.owner_id)"
SORTS = {
    "value": "p.value",
    "expected": "g0",
    "opened": "g1",
    "closed": "g2",
    "probability": "g3",
    "status": "g4",
    "mrr": "g5",
    "stage": PLACE,
    "owner": OWNER,
    "currency": "p.currency",
    "age": "(coalesce(g2, {on}) - g1)",
    "days_in_stage": "-epoch(v.entered_at)",
}
"""What can be sorted by, and where the rows have it."""
USUAL = "-opened"


class Line(NamedTuple):
    """A deal with what was true of it; its name and company are today's."""

    deal: Any
    stage: str
    state: str
    span: DealSpan
    owner: Person | None
    days: int
    cells: Sequence[SafeString]


class PastList:
    """What one reader sees of a list at the end of a day; whose deals it shows are those they may read now."""

    def __init__(self, listing: Listing, on: date) -> None:
        self.listing, self.by, self.on = listing, listing.by, on
        self.until = clock.day_start(on + timedelta(days=1), self.by.workspace.zone)
        asked = listing.params.get("sort", "")
        self.sort = asked if asked.removeprefix("-") in SORTS else USUAL
        page = listing.params.get("page", "")
        self.page = max(int(page), 1) if page.isascii() and page.isdecimal() and len(page) < 7 else 1

    @cached_property
    def then(self) -> Then:
        """The filters, as one can ask them of that day."""
        return as_then(self.listing.filtering, self.by, self.on)

    @cached_property
    def columns(self) -> list[Column]:
        """The person's columns, of those that the past knows."""
        return [one for one in self.listing.columns if _is_known(one)]

    @cached_property
    def lines(self) -> list[Line]:
        """The deals of this page."""
        deals = then(self._ids[:PAGE], self.until, self.by, self.columns)
        known = reader_of(self.by, deals, self.columns)
        reader = PastReader(self.by, self.until, known.tags, known.names)
        return [self._line(deal, reader) for deal in deals]

    def every(self) -> Iterator[list[Any]]:
        """All deals that fitted, as they were, a block at a time."""
        ids = [pk for (pk,) in self._asked(self._sorted(""))]
        for start in range(0, len(ids), BLOCK):
            yield then(ids[start : start + BLOCK], self.until, self.by)

    def heads(self) -> list[dict[str, Any]]:
        """The heads of the columns; those that sort are links."""
        return [
            {"key": one.key, "label": one.label, "numeric": one.is_number, "sorts": one.key in SORTS}
            for one in self.columns
        ]

    def foot(self) -> list[dict[str, Any]]:
        """What stands under each column but the first: the sum under the value."""
        return [{"total": self.total if one.key == "value" else None} for one in self.columns[1:]]

    @cached_property
    def count(self) -> int:
        """How many deals fitted."""
        return sum(count for _code, count, _value in self._sums)

    @cached_property
    def total(self) -> Total:
        """What they were worth, at the rates of that day."""
        amounts: dict[str, Decimal] = defaultdict(Decimal)
        for code, _count, value in self._sums:
            amounts[code] += value
        return Rates(self.by.workspace, self.on).total(amounts)

    @property
    def notes(self) -> list[str]:
        """What to know about the filters and the sum."""
        passed, unknown, todays = (
            formats.listed(names)
            for names in (
                self.then.passed_over,
                [one.label for one in self.listing.columns if not _is_known(one)],
                [one.label for one in self.columns[1:] if is_todays(one)],
            )
        )
        told = {
            _("Not kept for past days, and so passed over: %(names)s."): passed,
            _("Not kept for past days, and so not shown: %(names)s."): unknown,
            _("As they are today, for no history of them is kept: %(names)s."): todays,
        }
        notes = [sentence % {"names": names} for sentence, names in told.items() if names]
        return [*notes, *filter(None, [unconverted([self.total], then=True)])]

    @property
    def next_query(self) -> str:
        """The address of the next page, empty on the last one."""
        if len(self._ids) <= PAGE:
            return ""
        params = self.listing.params.copy()
        params["page"] = str(self.page + 1)
        return params.urlencode()

    @cached_property
    def _ids(self) -> list[int]:
        return [pk for (pk,) in self._asked(self._sorted(f"LIMIT {PAGE + 1} OFFSET {(self.page - 1) * PAGE}"))]

    def _sorted(self, limit: str) -> str:
        down = "DESC" if self.sort.startswith("-") else "ASC"
        until = moment_after(self.on, self.by.workspace.zone)
        there = f"v.deal_id = p.deal_id AND v.entered_at < {until} AND v.left_at >= {until}"
        by_what = SORTS[self.sort.removeprefix("-")].replace("{on}", f"DATE '{self.on}'")
        return f"""SELECT p.deal_id FROM ({{rows}}) p JOIN visits v ON {there}
            ORDER BY {by_what} {down} NULLS LAST, p.deal_id {limit}"""

    @cached_property
    def _sums(self) -> list[tuple[Any, ...]]:
        return self._asked("SELECT currency, count(*), sum(value) FROM ({rows}) p GROUP BY currency ORDER BY currency")

    def _asked(self, sql: str) -> list[tuple[Any, ...]]:
        if self.then.empty:
            return []
        rows, parameters = rows_in_groups(self._question, sight_of(self.by))
        with caught_up(self.by.workspace) as copy:
            return copy.ask(sql.format(rows=rows), parameters)

    @cached_property
    def _question(self) -> Question:
        own = {**self.then.own, **{fact.key: fact for fact in FACTS}}
        split = [fact.key for fact in FACTS]
        asked = parse("stage_deals", as_of=self.on, split=split, where=self.then.where, custom=own)
        return replace(asked, metric=STANDING)

    def _line(self, deal: Any, reader: PastReader) -> Line:
        zone, span = self.by.workspace.zone, deal.span
        days = int(clock.days_between(span.entered_at, min(self.until, clock.now()), zone))
        days = days if span.status == DealStatus.OPEN else 0
        cells = [self._cell(deal, column, reader, days) for column in self.columns[1:]]
        return Line(deal, deal.stage.name, span.status, span, deal.owner, days, cells)

    def _cell(self, deal: Any, column: Column, reader: PastReader, days: int) -> SafeString:
        if column.key != "days_in_stage":
            return cell(deal, column, reader, may_write=False)
        shown = formats.number(days) if deal.span.status == DealStatus.OPEN else ""
        return format_html('<td class="num">{}</td>', shown)


def _is_known(column: Column) -> bool:
    """Whether a past day has it; what is filled afterwards is of today."""
    return column.key not in UNKNOWN and column.asks is None
