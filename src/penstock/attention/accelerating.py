"""An accelerated plan: the stages that a deal still has before it, each with a day, so that it closes by a wanted one.

The working days until then are shared out as won deals needed them. What a day asks of a stage stands beside what is
usual there, so that nobody takes a wish for a plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from penstock.attention.models import StageNorm
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import stages_in_use
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of

UNKNOWN = 5.0
"""Working days for a stage of which nothing is known."""

LEAST = 0.5
"""A stage that has taken longer than usual already still needs half a day."""

FASTER = 2
"""So many times faster than usual a plan is proposed."""


@dataclass(frozen=True)
class PlannedStage:
    """A stage still to be got through: its usual working days, those that the plan gives it, and until when."""

    stage: Stage
    usual: float
    given: float
    until: datetime


@dataclass(frozen=True)
class Acceleration:
    """The stages in their order; ``usual`` and ``given`` are working days for all of them together."""

    until: date
    stages: list[PlannedStage]

    @property
    def usual(self) -> float:
        """What won deals took."""
        return sum(one.usual for one in self.stages)

    @property
    def given(self) -> float:
        """What is left until the day."""
        return sum(one.given for one in self.stages)

    @property
    def is_faster(self) -> bool:
        """Whether that is less than usual."""
        return self.given < self.usual


def accelerated(deal: Deal, by: Actor, until: date | None = None, now: datetime | None = None) -> Acceleration:
    """The plan until a day; without one, for half the usual time or the expected close where that is sooner."""
    now = now or clock.now()
    calendar, left = calendar_of(by.workspace), _left(deal, by, now)
    whole = sum(days for _stage, days in left)
    day = until or _proposed(deal, clock.day_of(calendar.after(now, whole / FASTER), by.workspace.zone), now)
    given = max(calendar.days_between(now, _end_of(day, by)), 0.0)
    planned, spent = [], 0.0
    for stage, usual in left:
        share = given * usual / whole
        spent += share
        planned.append(PlannedStage(stage, usual, share, max(calendar.after(now, spent), now)))
    return Acceleration(day, planned)


def _left(deal: Deal, by: Actor, now: datetime) -> list[tuple[Stage, float]]:
    """The open stages from the deal's own on, with the working days that each usually still takes."""
    order = (deal.stage.order, deal.stage.pk)
    stages = [one for one in stages_in_use(by, deal.pipeline_id) if one.is_open and (one.order, one.pk) >= order]
    usual = _usual(stages or [deal.stage], by)
    spent = calendar_of(by.workspace).days_between(deal.stage_since, now)
    found = [(one, usual[one.pk] - (spent if one.pk == deal.stage_id else 0)) for one in stages or [deal.stage]]
    return [(stage, max(days, LEAST)) for stage, days in found]


def _usual(stages: Sequence[Stage], by: Actor) -> dict[int, float]:
    """The median of won deals, else what was set by hand."""
    rows = StageNorm.objects.of(by).filter(stage_id__in=[one.pk for one in stages], segment="")
    learnt = dict(rows.values_list("stage_id", "median"))
    return {one.pk: learnt.get(one.pk) or float(one.expected_days or UNKNOWN) for one in stages}


def _proposed(deal: Deal, day: date, now: datetime) -> date:
    expected = deal.expected_close_on
    today = clock.day_of(now, deal.workspace.zone)
    return expected if expected is not None and today < expected < day else max(day, today + timedelta(days=1))


def _end_of(day: date, by: Actor) -> datetime:
    return datetime.combine(day, time.max, by.workspace.zone)
