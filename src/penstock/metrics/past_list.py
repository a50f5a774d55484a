"""The list as it stood at the end of a past day: which deals fitted then, sorted and added up by what was true then."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from penstock.boards.cards import readable_company
from penstock.boards.fetching import deals_in_hand
from penstock.boards.listing import PAGE, Listing
from penstock.boards.totals import unconverted
from penstock.common import clock
from penstock.deals.models import Deal, DealSpan, DealStatus
from penstock.metrics.asking import sight_of
from penstock.metrics.compiling import moment_after, rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import Dimension
from penstock.metrics.past_board import STANDING
from penstock.metrics.past_filters import Then, as_then
from penstock.metrics.question import Question, parse
from penstock.pipelines.models import Stage
from penstock.workspaces.models import Person
from penstock.workspaces.rates import Rates, Total

DAYS = (Dimension("expected.on", "", "p.expected_on"), Dimension("opened.on", "", "p.opened_on"))
SORTS = {"value": "p.value", "expected": "g0", "opened": "g1", "days_in_stage": "-epoch(v.entered_at)"}
"""What can be sorted by, and where the rows have it."""
USUAL = "-opened"


class Line(NamedTuple):
    """A deal with what was true of it; its name and company are today's."""

    deal: Deal
    company: str
    stage: str
    status: str
    state: str
    span: DealSpan
    owner: Person | None
    days: int


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
    def lines(self) -> list[Line]:
        """The deals of this page."""
        ids = self._ids[:PAGE]
        deals = deals_in_hand(ids, "company", without=("description", "loss_comment", "custom"))
        told = DealSpan.objects.on(ids, "deal_id__in").believed().filter(from_at__lt=self.until)
        spans = {span.deal_id: span for span in told.order_by("deal_id", "visit", "from_at", "pk")}
        owners = Person.objects.of(self.by).in_bulk({span.owner_id for span in spans.values() if span.owner_id})
        stages = dict(Stage.objects.of(self.by).values_list("pk", "name"))
        return [
            self._line(deals[pk], spans[pk], owners.get(spans[pk].owner_id), stages)
            for pk in ids
            if pk in deals and pk in spans
        ]

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
        names = ", ".join(self.then.passed_over)
        sentence = _("Not kept for past days, and so passed over: %(filters)s.") % {"filters": names}
        return [words for words in (sentence if names else "", unconverted([self.total], then=True)) if words]

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
        down = "DESC" if self.sort.startswith("-") else "ASC"
        until = moment_after(self.on, self.by.workspace.zone)
        there = f"v.deal_id = p.deal_id AND v.entered_at < {until} AND v.left_at >= {until}"
        order = f"{SORTS[self.sort.removeprefix('-')]} {down} NULLS LAST, p.deal_id"
        sql = f"""SELECT p.deal_id FROM ({{rows}}) p JOIN visits v ON {there}
            ORDER BY {order} LIMIT {PAGE + 1} OFFSET {(self.page - 1) * PAGE}"""
        return [pk for (pk,) in self._asked(sql)]

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
        own = {**self.then.own, **{day.key: day for day in DAYS}}
        split = [day.key for day in DAYS]
        asked = parse("stage_deals", as_of=self.on, split=split, where=self.then.where, custom=own)
        return replace(asked, metric=STANDING)

    def _line(self, deal: Deal, span: DealSpan, owner: Person | None, stages: dict[int, str]) -> Line:
        company, zone = readable_company(deal, self.by), self.by.workspace.zone
        days = int(clock.days_between(span.entered_at, min(self.until, clock.now()), zone))
        status = str(DealStatus(span.status).label)
        return Line(
            deal,
            company.name if company else "",
            stages.get(span.stage_id, ""),
            status,
            span.status,
            span,
            owner,
            days if span.status == DealStatus.OPEN else 0,
        )
