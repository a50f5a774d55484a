"""The board as it stood at the end of a past day: heads out of the columnar copy, cards out of the deals' spans."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.boards.board import Board, Column, page_size
from penstock.boards.cards import readable_company
from penstock.boards.fetching import deals_in_hand
from penstock.boards.totals import Row, Sums, unconverted
from penstock.common import clock
from penstock.deals.models import Deal, DealSpan
from penstock.metrics.asking import sight_of
from penstock.metrics.catalogue import METRICS
from penstock.metrics.compiling import moment_after, rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import Dimension
from penstock.metrics.past_filters import Then, as_then
from penstock.metrics.question import Question, parse
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import known_stages
from penstock.ui import formats
from penstock.workspaces.models import Person
from penstock.workspaces.rates import Rates

STANDING = replace(
    METRICS["stage_deals"],
    rows=replace(METRICS["stage_deals"].rows, which="TRUE"),
    amount="p.value * p.odds",
)
"""Every deal in its stage, set aside or not; the amount is weighted, and like the value in the deal's own currency."""

STAGE_ID = Dimension("stage.id", "", own="stage", label="{value}::VARCHAR")
AT_WORK = "outcome <> 'aside'"
"""The board shows nothing that is set aside."""


class PastBoard:
    """What one reader sees of a board at the end of a day; whose deals it shows are those they may read now."""

    def __init__(self, board: Board, on: date) -> None:
        self.board, self.by, self.on = board, board.by, on
        self.aside = 0
        self.until = clock.day_start(self.on + timedelta(days=1), self.by.workspace.zone)

    @cached_property
    def then(self) -> Then:
        """The filters, as one can ask them of that day."""
        return as_then(self.board.within, self.by, self.on)

    @cached_property
    def heads(self) -> list[Column]:
        """The stages with the counts and sums of that day, at its rates; a retired one only where deals were in it."""
        sums, rates = self._sums(), Rates(self.by.workspace, self.on)
        stages = known_stages(self.by, self.board.pipeline.pk if self.board.pipeline else 0)
        shown = [stage for stage in stages if stage.retired_at is None or sums[stage.pk].count]
        return [
            Column(
                stage,
                number,
                sums[stage.pk].count,
                rates.total(sums[stage.pk].amounts),
                rates.total(sums[stage.pk].weighted),
            )
            for number, stage in enumerate(shown, start=1)
        ]

    def columns(self) -> list[Column]:
        """The heads with the cards that had come last."""
        pages = self._newest()
        cards = self._cards([pk for ids in pages.values() for pk in ids])
        for column in self.heads:
            self._fill(column, pages.get(column.id, []), cards, 0)
        return self.heads

    def more(self, column: Column, after: int) -> Column:
        """The column with its next cards."""
        ids = self._page(column.stage, after)
        return self._fill(column, ids, self._cards(ids), after)

    @property
    def notes(self) -> list[str]:
        """What to know about the filters, the cards and the sums."""
        converted = unconverted((column.total for column in self.heads), then=True)
        return [words for words in (self._passed_over(), self._aside_words(), converted) if words]

    def _aside_words(self) -> str:
        sentence = ngettext(
            "%(count)s deal was set aside then and is not shown.",
            "%(count)s deals were set aside then and are not shown.",
            self.aside,
        )
        return sentence % {"count": formats.number(self.aside)} if self.aside else ""

    def _passed_over(self) -> str:
        """A sentence about what of the address cannot be asked of a past day."""
        looks = [_("Colour by")] * bool(self.board.colour) + [_("Group by")] * bool(self.board.group)
        names = formats.listed([*self.then.passed_over, *looks])
        sentence = _("Not kept for past days, and so passed over: %(filters)s.")
        return sentence % {"filters": names} if names else ""

    def _sums(self) -> dict[int, Sums]:
        found: dict[int, Sums] = defaultdict(Sums)
        sql = f"""SELECT g0, currency, {AT_WORK} AS at_work, count(*), sum(value), coalesce(sum(amount), 0)
            FROM ({{rows}}) p GROUP BY g0, currency, at_work ORDER BY g0, currency"""
        for stage, currency, at_work, count, value, weighted in self._asked(sql):
            if at_work:
                found[stage].add(Row((stage,), currency, count, round(value * 100), _cents(weighted)))
            else:
                self.aside += count
        return found

    def _newest(self) -> dict[int, list[int]]:
        """The ids of each column's first cards and one more, the last to enter the stage first."""
        most = max(page_size(column.stage) for column in self.heads) + 1 if self.heads else 1
        sql = f"""SELECT g0, max_by(p.deal_id, (v.entered_at, -p.deal_id), {most})
            FROM ({{rows}}) p JOIN visits v ON v.deal_id = p.deal_id AND {self._there}
            WHERE {AT_WORK} GROUP BY g0 ORDER BY g0"""
        return dict(self._asked(sql))

    def _page(self, stage: Stage, after: int) -> list[int]:
        sql = f"""SELECT p.deal_id FROM ({{rows}}) p JOIN visits v ON v.deal_id = p.deal_id AND {self._there}
            WHERE g0 = {int(stage.pk)} AND {AT_WORK} ORDER BY v.entered_at DESC, p.deal_id
            LIMIT {page_size(stage) + 1} OFFSET {int(after)}"""
        return [pk for (pk,) in self._asked(sql)]

    @property
    def _there(self) -> str:
        """The visit that lasted at the end of the day."""
        until = moment_after(self.on, self.by.workspace.zone)
        return f"v.entered_at < {until} AND v.left_at >= {until}"

    def _asked(self, sql: str) -> list[tuple[Any, ...]]:
        """What a question over the rows in the stages comes to."""
        if self.then.empty:
            return []
        rows, parameters = rows_in_groups(self._question, sight_of(self.by))
        with caught_up(self.by.workspace) as copy:
            return copy.ask(sql.format(rows=rows), parameters)

    @cached_property
    def _question(self) -> Question:
        own = {**self.then.own, STAGE_ID.key: STAGE_ID}
        asked = parse("stage_deals", as_of=self.on, split=[STAGE_ID.key], where=self.then.where, custom=own)
        return replace(asked, metric=STANDING)

    def _fill(self, column: Column, ids: list[int], cards: dict[int, dict[str, Any]], after: int) -> Column:
        size = page_size(column.stage)
        column.cards = [cards[pk] for pk in ids[:size] if pk in cards]
        if len(ids) > size:
            params = self.board.params.copy()
            params["after"] = str(after + size)
            column.more_url = f"{reverse('metrics:past_column', args=[column.id])}?{params.urlencode()}"
        return column

    def _cards(self, ids: list[int]) -> dict[int, dict[str, Any]]:
        """The cards by id: name and company are today's, everything else is of that day."""
        spans = self._spans(ids)
        deals = deals_in_hand(list(spans), "company", without=("description", "loss_comment", "custom"))
        owners = Person.objects.of(self.by).in_bulk({span.owner_id for span in spans.values() if span.owner_id})
        return {pk: self._card(deals[pk], span, owners.get(span.owner_id)) for pk, span in spans.items() if pk in deals}

    def _spans(self, ids: list[int]) -> dict[int, DealSpan]:
        """What was true of each deal at the end of the day: its last span that had begun."""
        told = DealSpan.objects.on(ids, "deal_id__in").believed().filter(from_at__lt=self.until)
        return {span.deal_id: span for span in told.order_by("deal_id", "visit", "from_at", "pk")}

    def _card(self, deal: Deal, span: DealSpan, owner: Person | None) -> dict[str, Any]:
        company, is_open = readable_company(deal, self.by), span.status == "open"
        days = self._days(span.entered_at)
        words = ngettext("%(days)s day in the stage by then", "%(days)s days in the stage by then", days)
        return {
            "id": str(deal.pk),
            "stage_id": str(span.stage_id),
            "url": f"/deals/{deal.pk}/",
            "name": deal.name,
            "company": company.name if company else "",
            "value": span.value,
            "currency": span.currency,
            "owner": owner,
            "is_open": is_open,
            "step": "",
            "plan_url": "",
            "days": days,
            "norm_days": 0,
            "age_words": words % {"days": formats.number(days)} if is_open else "",
            "pace": "",
            "stuck": False,
            "colour": None,
            "lane": "",
            "move_url": "",
            "refuses": "",
        }

    def _days(self, entered_at: datetime) -> int:
        return int(clock.days_between(entered_at, min(self.until, clock.now()), self.by.workspace.zone))


def _cents(amount: Decimal | float) -> int:
    return round(Decimal(amount) * 100)
