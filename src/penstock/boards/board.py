"""The board: a pipeline's columns with the sums of all their deals and the newest cards of each."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from penstock.boards.cards import Dealer
from penstock.boards.fetching import deals_in_hand
from penstock.boards.filters import Filtering, not_aside, read_filters
from penstock.boards.totals import Sums, pipelines_with_deals, rates_today, sums_by_stage, unconverted
from penstock.boards.traits import TRAITS
from penstock.deals.models import Deal, DealStatus
from penstock.pipelines.models import Pipeline, Stage, StageKind
from penstock.pipelines.queries import known_pipelines, known_stages
from penstock.ui import formats
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates, Total

PAGE, CLOSED_PAGE = 10, 5
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST = date(1900, 1, 1)
SHOWN = ("stage", "company", "owner", "source", "next_step", "mark")
UNSEEN = ("description", "loss_comment", "custom")


@dataclass
class Column:
    """One stage on the board, as ``ui/parts/column.html`` draws it."""

    stage: Stage
    number: int
    count: int
    total: Total
    weighted_total: Total
    cards: list[dict[str, Any]] = field(default_factory=list)
    more_url: str = ""
    conversion: None = None
    add_url: str = ""

    @property
    def id(self) -> int:
        """The stage's id."""
        return self.stage.pk

    @property
    def name(self) -> str:
        """The stage's name."""
        return self.stage.name

    @property
    def kind(self) -> str:
        """Open, won or lost."""
        return self.stage.kind

    @property
    def sum(self) -> Any:
        """What the deals are worth in the workspace's currency."""
        return self.total.amount

    @property
    def weighted(self) -> Any:
        """The same, weighted by probability; a closed column has none."""
        return self.weighted_total.amount if self.stage.is_open else None

    @property
    def currency(self) -> str:
        """The workspace's currency."""
        return self.total.currency

    @property
    def more_trigger(self) -> str:
        """Open columns load on as one scrolls; closed ones only when asked."""
        return "intersect once" if self.stage.is_open else "click"

    @property
    def empty_words(self) -> str:
        """What an empty column says."""
        return _("No deals here")


class Board:
    """What one reader sees under one address."""

    def __init__(self, params: QueryDict, by: Actor) -> None:
        self.by, self.params = by, params
        self.asked = read_filters(params, by)
        self.as_of = past_day(params.get("as_of", ""))
        self.colour = params.get("colour", "") if params.get("colour") in TRAITS else ""
        self.group = params.get("group", "") if params.get("group") in TRAITS else ""

    @cached_property
    def pipelines(self) -> list[Pipeline]:
        """The pipelines to switch between."""
        return known_pipelines(self.by)

    @cached_property
    def pipeline(self) -> Pipeline | None:
        """The one asked for, else the first in which there are deals to see, else the first."""
        condition = self.asked.condition("pipeline")
        if condition is None:
            busy = pipelines_with_deals(self.by) if len(self.pipelines) > 1 else set()
            return next((one for one in self.pipelines if one.pk in busy), next(iter(self.pipelines), None))
        return next((one for one in self.pipelines if (str(one.pk),) == condition.values), None)

    @cached_property
    def filtering(self) -> Filtering:
        """What the columns show: nothing that is set aside."""
        return not_aside(self.within)

    @cached_property
    def within(self) -> Filtering:
        """What was asked for, within the board's pipeline."""
        if self.asked.condition("pipeline") or self.pipeline is None:
            return self.asked
        params = self.asked.params.copy()
        params["pipeline"] = str(self.pipeline.pk)
        return read_filters(params, self.by)

    @cached_property
    def query(self) -> str:
        """The board's address in its parts: the filters and the colours."""
        params = QueryDict(self.filtering.query, mutable=True)
        for name in ("colour", "group"):
            if getattr(self, name):
                params[name] = getattr(self, name)
        return params.urlencode()

    @cached_property
    def stages(self) -> list[Stage]:
        """The pipeline's stages; a retired one stays while it holds deals. Only open deals still grow older."""
        if self.pipeline is None:
            return []
        found = [stage for stage in known_stages(self.by, self.pipeline.pk) if stage.is_open or self.group != "age"]
        return [stage for stage in found if stage.retired_at is None or self._sums[stage.pk].count]

    @cached_property
    def _told(self) -> tuple[dict[int, Sums], int]:
        return sums_by_stage(self.within)

    @property
    def _sums(self) -> dict[int, Sums]:
        return self._told[0]

    @property
    def aside(self) -> int:
        """How many deals that fit are set aside."""
        return self._told[1]

    @property
    def aside_url(self) -> str:
        """The list of those."""
        return f"{reverse('boards:list')}?{self.within.without('status').query}&status={DealStatus.ASIDE}"

    @cached_property
    def dealer(self) -> Dealer:
        """Makes this board's cards."""
        return Dealer(self.by, self.stages, colour=self.colour, group=self.group, query=self.query)

    @cached_property
    def rates(self) -> Rates:
        """What the sums are converted at."""
        return rates_today(self.filtering)

    @cached_property
    def heads(self) -> list[Column]:
        """The columns with their sums, without cards."""
        rates, add_url = self.rates, reverse("deals:open")
        return [
            Column(
                stage,
                number,
                self._sums[stage.pk].count,
                rates.total(self._sums[stage.pk].amounts),
                rates.total(self._sums[stage.pk].weighted),
                add_url=f"{add_url}?stage={stage.pk}" if stage.is_open and self.by.may_write else "",
            )
            for number, stage in enumerate(self.stages, start=1)
        ]

    def columns(self) -> list[Column]:
        """The columns with their sums and their newest cards."""
        pages = {column.id: self.page_ids(column.stage) for column in self.heads if column.count}
        deals = self.drawn([pk for page in pages.values() for pk in page])
        for column in self.heads:
            self.fill(column, pages.get(column.id, []), deals)
        return self.heads

    def fill(self, column: Column, ids: list[int], deals: dict[int, Deal]) -> Column:
        """Put a page of cards into a column, and the address of the next."""
        size = page_size(column.stage)
        shown = [deals[pk] for pk in ids[:size] if pk in deals]
        column.cards = [self.dealer.card(deal) for deal in shown]
        if len(ids) > size and shown:
            more = reverse("boards:column", args=[column.id])
            column.more_url = f"{more}?{self.query}&after={cursor(shown[-1])}"
        return column

    def page_ids(self, stage: Stage, after: str = "") -> list[int]:
        """The ids of a column's next cards, newest first, and of one more when there are more."""
        # The stage says the pipeline; asked for beside it, all its stages would cost the index its order.
        fitting = self.filtering.without("pipeline").find(Deal.objects.of(self.by))
        deals = fitting.filter(pipeline_id=stage.pipeline_id, stage=stage)
        newest = deals.filter(beyond(after)).order_by("-stage_entered_at", "pk")
        return list(newest.values_list("pk", flat=True)[: page_size(stage) + 1])

    def drawn(self, ids: list[int]) -> dict[int, Deal]:
        """The deals with everything that a card shows, by id."""
        related = ["stage", "company", "owner", "next_step", "mark", *({"source"} & {self.colour, self.group})]
        return deals_in_hand(ids, *related, without=UNSEEN)

    def shows(self, deal_id: int) -> Deal | None:
        """The deal, when this board shows it."""
        fitting = self.filtering.apply(Deal.objects.of(self.by)).filter(pk=deal_id)
        return fitting.select_related(*SHOWN).defer(*UNSEEN).first()

    @property
    def note(self) -> str:
        """What to know about the sums: what was converted and what was left out."""
        return unconverted(column.total for column in self.heads)


def past_day(text: str) -> date | None:
    """The day that is over, or today, as whose end the board is asked for; None for the board as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= formats.today() else None


def page_size(stage: Stage) -> int:
    """Won and lost deals show a few recent ones."""
    return PAGE if stage.kind == StageKind.OPEN else CLOSED_PAGE


def cursor(deal: Deal) -> str:
    """Where a page of cards ends."""
    return f"{(deal.stage_entered_at - EPOCH) // timedelta(microseconds=1)}.{deal.pk}"


def beyond(after: str) -> Q:
    """The cards behind a cursor; one that cannot be read begins anew."""
    moment, _dot, pk = after.partition(".")
    if not (moment.lstrip("-").isdecimal() and pk.isdecimal() and len(moment) < 18 and len(pk) < 19):
        return Q()
    entered = EPOCH + timedelta(microseconds=int(moment))
    return Q(stage_entered_at__lte=entered) & (Q(stage_entered_at__lt=entered) | Q(pk__gt=int(pk)))
