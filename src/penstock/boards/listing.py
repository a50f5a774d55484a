"""The list: filtered deals in rows, sorted by a column, page by page by key, with the totals of all of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from penstock.boards.board import past_day
from penstock.boards.cells import COLUMNS, STANDARD, TIME_IN_STAGE, Column, Reader, Sort, cell, known_columns
from penstock.boards.fetching import deals_in_hand
from penstock.boards.filters import Filtering, of_these, read_filters
from penstock.boards.models import ListLayout
from penstock.boards.totals import COUNTED_UP_TO, Sums, rates_today, some_ids, sums_of, unconverted
from penstock.common import clock
from penstock.deals.models import Deal, DealTag
from penstock.ui.markup import format_html, joined
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person
from penstock.workspaces.rates import Total

PAGE = 50
ROW = (
    '<tr data-row id="row-{0}" hx-get="{1}" hx-trigger="deal-changed-{0} from:body, catch-up" hx-swap="outerHTML">'
    "{2}{3}</tr>"
)
ASKING = (
    '<tr hidden hx-disinherit="*" hx-get="{}" hx-trigger="load delay:20ms" hx-target="this" hx-swap="outerHTML"></tr>'
)
TICK = (
    '<td class="cell-check"><input type="checkbox" class="checkbox" name="deal" value="{}" form="bulk" data-pick '
    'aria-label="{}"></td>'
)
UNSEEN = ("description", "loss_comment")
DEFAULT_SORT = "-opened"
FIRST, LAST = "v", "n"
"""The two parts of a sorted list: rows with a value, then rows without one."""


@dataclass(frozen=True)
class Order:
    """By which column, and whether from the largest down."""

    column: Column
    is_down: bool
    at: datetime
    """When the first page was asked for: the moment at which days in a stage are compared on all pages."""

    @property
    def sort(self) -> Sort:
        """What the column sorts by."""
        assert self.column.sort is not None  # noqa: S101 -- only such columns are taken
        return self.column.sort

    @property
    def field(self) -> str:
        """The field of the deal."""
        return self.sort.field

    @property
    def key(self) -> str:
        """As the address bar has it."""
        return f"{'-' if self.is_down else ''}{self.column.key}"


class Listing:
    """What one reader sees under one address."""

    def __init__(self, params: QueryDict, by: Actor) -> None:
        self.by, self.params = by, params
        self.filtering: Filtering = read_filters(params, by)
        self.as_of = past_day(params.get("as_of", ""))

    @cached_property
    def known(self) -> dict[str, Column]:
        """Every column that can be chosen."""
        return known_columns(self.by)

    @cached_property
    def columns(self) -> list[Column]:
        """The person's columns; the name always comes first."""
        layout = ListLayout.objects.of(self.by).filter(person_id=self.by.person_id).first()
        keys = layout.columns if layout else STANDARD
        return [self.known[key] for key in dict.fromkeys(("name", *keys)) if key in self.known]

    @cached_property
    def count(self) -> int:
        """How many deals fit; above ``COUNTED_UP_TO`` it may be more."""
        return self._kept.count if self._kept else len(self._some)

    @cached_property
    def _some(self) -> list[int]:
        """The ids of the deals that fit, up to one more than are counted: what else is asked is asked of these."""
        return some_ids(self.filtering)

    @property
    def is_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.count > COUNTED_UP_TO and not self.filtering.is_kept

    @cached_property
    def order(self) -> Order:
        """The sort asked for, if it can be had, else the newest first."""
        asked = self.params.get("sort", "") or DEFAULT_SORT
        column = self.known.get(asked.removeprefix("-"))
        if column is None or not self.sorts(column):
            asked, column = DEFAULT_SORT, next(one for one in COLUMNS if one.key == DEFAULT_SORT.removeprefix("-"))
        return Order(column, asked.startswith("-"), moment_of(self.params.get("after", "")) or clock.now())

    def sorts(self, column: Column) -> bool:
        """Whether the list can be sorted by the column: by an index, or because there are few deals."""
        return column.sort is not None and (column.sort.is_indexed or self.count <= COUNTED_UP_TO)

    def deals(self) -> QuerySet[Deal]:
        """All deals that fit, in no order."""
        deals = Deal.objects.of(self.by)
        if self.order.field == TIME_IN_STAGE:
            deals = deals.with_time_in_stage(self.order.at)
        return self._found.find(deals)

    @cached_property
    def _found(self) -> Filtering:
        return self.filtering if self._kept or self.is_capped else of_these(self.filtering, self._some)

    @cached_property
    def page(self) -> list[Deal]:
        """The deals of this page, and one more when there is a next page."""
        part, after = read_cursor(self.params.get("after", ""), self.order)
        ids = self._ids(part, after, PAGE + 1)
        if part == FIRST and self.order.sort.is_nullable and len(ids) <= PAGE:
            ids += self._ids(LAST, Q(), PAGE + 1 - len(ids))
        deals = deals_in_hand(ids, *self.related, without=UNSEEN)
        return [deals[pk] for pk in ids if pk in deals]

    @cached_property
    def related(self) -> list[str]:
        """The related records that the rows show or are sorted by."""
        sorted_by = self.order.field.split("__")[:-1]
        return sorted({"stage", *sorted_by, *(column.needs for column in self.columns if column.needs)})

    def _ids(self, part: str, after: Q, most: int) -> list[int]:
        field = self.order.field
        deals = self.deals().filter(after)
        if self.order.sort.is_nullable:
            deals = deals.filter(**{f"{field}__isnull": part == LAST})
        ties = "pk" if tie_rises(self.order) else "-pk"
        by_value = [] if part == LAST else [f"-{field}" if self.order.is_down else field]
        return list(deals.order_by(*by_value, ties).values_list("pk", flat=True)[:most])

    @cached_property
    def reader(self) -> Reader:
        """What the cells of this page share."""
        return reader_of(self.by, self.page, self.columns)

    def rows(self) -> list[SafeString]:
        """The rows of the page, and what fills those of their cells that take long."""
        shown = self.page[:PAGE]
        return [*(self.row(deal) for deal in shown), *self.asking(shown)]

    def asking(self, deals: list[Deal]) -> list[SafeString]:
        """What asks for the cells of these deals that are filled afterwards: once for each such column."""
        several = [column.asks(deals) for column in self.columns if column.asks]
        return [format_html(ASKING, url) for url in several if url]

    def row(self, deal: Deal) -> SafeString:
        """One deal as a row, which is drawn anew when the deal changes."""
        may_write = self.by.may_write_for(deal.owner_id)
        cells = joined(cell(deal, column, self.reader, may_write=may_write) for column in self.columns)
        tick = format_html(TICK, deal.pk, deal.name) if self.by.may_write else ""
        return format_html(ROW, deal.pk, self.row_url.replace("0", str(deal.pk)), tick, cells)

    @cached_property
    def row_url(self) -> str:
        """The address of a row, with 0 for the id."""
        return reverse("boards:row", args=[0])

    @property
    def next_query(self) -> str:
        """The address of the next page, empty on the last one."""
        if len(self.page) <= PAGE:
            return ""
        params = self.params.copy()
        params["after"] = cursor(self.page[PAGE - 1], self.order)
        return params.urlencode()

    @cached_property
    def sums(self) -> Sums | None:
        """The totals of all deals that fit; None when adding them up would take too long."""
        return self._kept or (None if self.is_capped else sums_of(self._found))

    @cached_property
    def _kept(self) -> Sums | None:
        return sums_of(self.filtering) if self.filtering.is_kept else None

    @cached_property
    def total(self) -> Total | None:
        """Their value in the workspace's currency."""
        return rates_today(self.filtering).total(self.sums.amounts) if self.sums else None

    @property
    def note(self) -> str:
        """What to know about the total."""
        return unconverted([self.total]) if self.total else ""


def reader_of(by: Actor, deals: list[Deal], columns: list[Column]) -> Reader:
    """What the cells of these deals share, read at once."""
    keys = {column.key for column in columns}
    tags: dict[int, list[str]] = {}
    if "tags" in keys:
        found = DealTag.objects.of(by).filter(deal__in=deals).order_by("tag__name")
        for deal_id, name in found.values_list("deal_id", "tag__name"):
            tags.setdefault(deal_id, []).append(name)
    own = any(key.startswith("custom.") for key in keys)
    names = dict(Person.objects.of(by).values_list("pk", "name")) if own else {}
    return Reader(by, clock.now(), tags, names)


def tie_rises(order: Order) -> bool:
    """Whether equal rows stand by rising id: so that the index, kept in one direction, can be walked either way."""
    index_falls = order.field != "expected_close_on"
    return order.is_down == index_falls


def cursor(deal: Deal, order: Order) -> str:
    """Where a page ends: the part, the last value and the last id; a time in a stage says when it was taken."""
    if order.field == TIME_IN_STAGE:
        micros = deal.time_in_stage(order.at) // timedelta(microseconds=1)
        return f"{FIRST}~{deal.pk}~{micros}@{order.at.isoformat()}"
    value: Any = deal
    for name in order.field.split("__"):
        value = getattr(value, name, None)
    if value is None:
        return f"{LAST}~{deal.pk}~"
    return f"{FIRST}~{deal.pk}~{value.isoformat() if isinstance(value, date) else value}"


def moment_of(after: str) -> datetime | None:
    """The moment that a cursor carries, if it does."""
    _cursor, _at, written = after.partition("@")
    try:
        return _moment(written) if written else None
    except ValueError:
        return None


def read_cursor(text: str, order: Order) -> tuple[str, Q]:
    """The part and the question that a cursor means; one that cannot be read begins anew."""
    part, _tilde, rest = text.partition("~")
    pk, _tilde, written = rest.partition("~")
    if part not in (FIRST, LAST) or not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return FIRST, Q()
    beyond = Q(pk__gt=int(pk)) if tie_rises(order) else Q(pk__lt=int(pk))
    if part == LAST:
        return (LAST, beyond) if order.sort.is_nullable else (FIRST, Q())
    try:
        value = _value(written, order.field)
    except (ValueError, InvalidOperation):
        return FIRST, Q()
    further = "lt" if order.is_down else "gt"
    at_or_further = Q(**{f"{order.field}__{further}e": value})
    return FIRST, at_or_further & (Q(**{f"{order.field}__{further}": value}) | beyond)


def _value(written: str, field: str) -> Any:
    if field.endswith("_at"):
        return _moment(written)
    if field == TIME_IN_STAGE:
        return timedelta(microseconds=int(written.partition("@")[0][:18]))
    if field.endswith("_on"):
        return date.fromisoformat(written)
    if field == "value":
        amount = Decimal(written)
        if not amount.is_finite():
            raise ValueError(written)
        return amount
    return int(written) if field in ("odds", "stage__order") else written[:300]


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(written)
    return moment
