"""Quick wins: small open deals late in their pipeline whose next step is near."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage, StageKind
from penstock.reports.figures import Figures
from penstock.reports.open_now import filtered
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates

NEAR = 14
"""Days from now on in which the next step of such a deal is due."""

SHOWN, LOOKED_AT = 10, 200


def quick_wins(figures: Figures) -> Table:
    """The deals that can be won soon, the nearest step first."""
    by = figures.by
    average = figures.column("average_open_deal").value()
    rates = Rates(by.workspace, clock.day_of(clock.now(), by.workspace.zone))
    found = [
        (deal, value)
        for deal in _candidates(figures)[:LOOKED_AT]
        if (value := _worth(deal, rates)) is not None and average is not None and value <= Decimal(average)
    ]
    lines = [
        Line(deal.name, _cells(deal, value, by), url=reverse("deals:deal", args=[deal.pk]))
        for deal, value in found[:SHOWN]
    ]
    heads = [Head("owner", _("Owner"), is_words=True), Head("stage", _("Stage"), is_words=True)]
    heads += [
        Head("step", _("Next step"), is_words=True),
        Head("due", _("Due"), is_words=True),
        Head("value", _("Value")),
    ]
    note = _(
        "Open deals in the last half of their pipeline, worth no more than the average, with a step due in "
        "%(days)s days."
    )
    return Table("quick-wins", _("What can be won soon"), _("Deal"), heads, lines, note % {"days": NEAR})


def late_stages(by: Actor) -> list[int]:
    """The open stages in the last half of each pipeline."""
    rows = Stage.objects.of(by).filter(kind=StageKind.OPEN, retired_at=None).order_by("pipeline_id", "order", "pk")
    by_pipeline: dict[int, list[int]] = {}
    for pk, pipeline in rows.values_list("pk", "pipeline_id"):
        by_pipeline.setdefault(pipeline, []).append(pk)
    return [pk for stages in by_pipeline.values() for pk in stages[len(stages) // 2 :]]


def _candidates(figures: Figures) -> QuerySet[Deal]:
    """The deals that fit the page's filters; none with one that the list does not have.

    What can be won soon is told as it is now, also beside the figures of a past day.
    """
    deals = filtered(replace(figures.asked, as_of=None, known_as_of=None), figures.by)
    if deals is None:
        return Deal.objects.of(figures.by).none()
    now = clock.now()
    # With the workspace a database goes along the steps as they come, and stops.
    near = {"due_at__gte": now, "due_at__lt": now + timedelta(days=NEAR), "workspace": figures.by.workspace_id}
    rows = deals.filter(stage_id__in=late_stages(figures.by))
    rows = rows.filter(**{f"next_step__{name}": value for name, value in near.items()})
    return rows.select_related("stage", "owner", "next_step").order_by("next_step__due_at", "pk")


def _worth(deal: Deal, rates: Rates) -> Decimal | None:
    rate = rates.rate(deal.currency)
    return deal.value * rate if rate is not None and deal.value else None


def _cells(deal: Deal, value: Decimal, by: Actor) -> list[Cell]:
    step = deal.next_step
    owner, due = str(deal.owner or "—"), formats.near_day(step.due_at or clock.now())
    return [
        Cell(owner, owner),
        Cell(deal.stage.name, deal.stage.name),
        Cell(step.subject, step.subject),
        Cell(due, due),
        Cell(formats.money_short(value, by.workspace.currency), value),
    ]
