"""The agenda of a pipeline review: by stage the deals to speak of and why, for one page; each leads to a task."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.attention.models import Block
from penstock.attention.reasons import Watch
from penstock.boards.filters.flags import step_overdue, stuck, without_next_step
from penstock.deals.models import Deal
from penstock.metrics.asked import Asked
from penstock.metrics.asking import behind
from penstock.metrics.periods import Period
from penstock.metrics.question import MISSING
from penstock.reports.figures import Figures
from penstock.reports.open_now import filtered
from penstock.reports.report import Drawn, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.reports.wording import said_together
from penstock.ui import formats
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of

LOOKED_AT = 100
"""So many of the largest deals are looked at for each reason."""

OF_A_STAGE, ON_A_PAGE = 6, 30


class Agenda:
    """The deals to speak of, for one question and one reader."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.asked, self.by = asked, by
        self.why: dict[int, list[str]] = {}
        self.open = int(Figures(replace(asked, period=Period("all")), by).column("open_deals").value() or 0)
        deals = filtered(asked, by)
        self.deals = [] if deals is None else self._chosen(deals)

    def draw(self) -> Drawn:
        """One table, the stages in their order."""
        lines = [self._line(deal) for deal in self.deals]
        heads = [
            Head("why", _("Why"), is_words=True),
            Head("owner", _("Owner"), is_words=True),
            Head("value", _("Value")),
            Head("close", _("Expected close"), is_words=True),
            Head("task", _("What to do"), is_words=True),
        ]
        table = Table("agenda", _("Deals to speak of, by stage"), _("Deal"), heads, lines)
        return Drawn(self._title(), (table,), _notes())

    def _title(self) -> str:
        words = ngettext(
            "%(count)s of %(open)s open deal to speak of", "%(count)s of %(open)s open deals to speak of", self.open
        )
        return words % {"count": formats.number(len(self.deals)), "open": formats.number(self.open)}

    def _chosen(self, deals: QuerySet[Deal]) -> list[Deal]:
        """Who has the most reasons stands first, then the largest; so many of a stage, and of all."""
        self._look(deals)
        found = deals.filter(pk__in=self.why).select_related("stage__pipeline", "owner", "mark")
        ranked = sorted(found, key=lambda deal: (-len(self.why[deal.pk]), -deal.value, deal.pk))
        of_stage: dict[int, int] = {}
        kept = []
        for deal in ranked:
            of_stage[deal.stage_id] = of_stage.get(deal.stage_id, 0) + 1
            if of_stage[deal.stage_id] <= OF_A_STAGE:
                kept.append(deal)
        return sorted(kept[:ON_A_PAGE], key=_place)

    def _look(self, deals: QuerySet[Deal]) -> None:
        """Note for every deal why one should speak of it."""
        watch = Watch(calendar_of(self.by.workspace))
        for deal in _largest(deals.filter(stuck(self.by)).select_related("mark", "stage")):
            days = watch.days_in_stage(deal)
            words = ngettext("Stuck for %(days)s working day", "Stuck for %(days)s working days", days)
            self._note(deal.pk, words % {"days": formats.number(days)})
        held = Block.objects.of(self.by).filter(ended_at=None).select_related("cause").order_by("began_at")[:LOOKED_AT]
        for block in held:
            self._note(block.deal_id, _("Held up: %(cause)s") % {"cause": block.cause.name})
        for question, words in ((without_next_step, _("No next step")), (step_overdue, _("Next step overdue"))):
            self._note_all(deals.filter(question(self.by)), words)
        # As an expression, so that the open deals are gone through and not, by the day, the closed ones too.
        expected = deals.alias(closes_on=Coalesce("expected_close_on", Value(date.max)))
        self._note_all(expected.filter(self._closing()), _("Closes in this period"))
        slipped = self._slipped()
        self._note_all(deals.filter(pk__in=slipped), _("Its close was put off in this period"))

    def _note(self, pk: int, words: str) -> None:
        self.why.setdefault(pk, []).append(words)

    def _note_all(self, deals: QuerySet[Deal], words: str) -> None:
        # Their ids alone, which an index of what is summed has: the deals themselves are fetched once, when chosen.
        for pk in _largest(deals).values_list("pk", flat=True):
            self._note(pk, words)

    def _closing(self) -> Q:
        period = self.asked.period
        if period.from_on is None or period.until_on is None:
            return Q(pk__in=[])
        return Q(closes_on__gte=period.from_on, closes_on__lt=period.until_on)

    def _slipped(self) -> list[int]:
        """Whose expected close was put off in the period, by the history."""
        period = self.asked.period
        if period.from_on is None or period.until_on is None:
            return []
        words = Figures(self.asked, self.by).words("pipeline_changes", where=(("change", "slipped"),))
        if words is None:
            return []
        page = slice(0, LOOKED_AT)
        return [row.deal_id for row in behind("pipeline_changes", (), by=self.by, page=page, **words)]

    def _line(self, deal: Deal) -> Line:
        """A deal: why it is spoken of, whose it is, and a task that comes of it."""
        why = said_together(self.why[deal.pk])
        owner = deal.owner.name if deal.owner else MISSING
        close = deal.expected_close_on
        cells = [
            Cell(why, why),
            Cell(owner, owner),
            Cell(formats.money_short(deal.value, deal.currency), deal.value),
            Cell(formats.day(close) if close else MISSING, close.isoformat() if close else ""),
            self._task(deal),
        ]
        return Line(deal.name, cells, deal.stage.name, reverse("deals:deal", args=[deal.pk]))

    def _task(self, deal: Deal) -> Cell:
        """A task that comes of it, for who may change the deal; on paper there is room to write."""
        people = self.by.writable_people
        if people is not None and deal.owner_id not in people:
            return Cell("", "")
        asked = {"deal": deal.pk, "kind": "task", "day": _tomorrow().isoformat()}
        return Cell(_("Make a task"), "", url=reverse("activities:plan", query=asked), is_dialog=True)


def _largest(deals: QuerySet[Deal]) -> QuerySet[Deal]:
    return deals.order_by("-value", "pk")[:LOOKED_AT]


def _place(deal: Deal) -> tuple[Any, ...]:
    stage = deal.stage
    return stage.pipeline.order, stage.pipeline_id, stage.order, stage.pk, -deal.value


def _tomorrow() -> date:
    return formats.today() + timedelta(days=1)


def _notes() -> tuple[str, ...]:
    return (
        _(
            "Of each stage the deals with the most reasons, then the largest. What waits is told as it is now; what "
            "closes or was put off, of the period."
        ),
    )


def draw(asked: Asked, by: Actor) -> Drawn:
    """The report for one question and one reader."""
    return Agenda(asked, by).draw()


REPORT = Report(
    "review",
    gettext_lazy("Pipeline review"),
    gettext_lazy("An agenda by stage: what is stuck, held up, put off or closing, and what comes of it."),
    "clipboard-list",
    draw,
    filters=("pipeline", "team", "owner"),
    period="month",
    is_of_today=True,
    narrows=True,
)
