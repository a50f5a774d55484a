"""Figures against the targets: how far the plan is reached, what is missing, and how quickly it must come."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.closings import CLOSING_CLOCK, DEAL
from penstock.metrics.catalogue.metric import Better, Metric, Plan, Unit
from penstock.metrics.catalogue.rows import PLANNED

NO_PLAN = _(
    "Groups of whom nothing is wanted; targets and deals in a currency without an exchange rate. Targets are today's."
)
ACTUAL = "coalesce(sum(amount), 0)"
TARGETED = {"target_metric": PLANNED.columns["target_metric"]}

METRICS = (
    Metric(
        key="plan_attainment",
        name=_("Plan attainment"),
        sentence=_("Which share of the period's target is reached: for revenue, or for what target_metric names."),
        unit=Unit.SHARE,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_(
            "what is reached ÷ the targets for the whole period; without a target above, those below it added up"
        ),
        leaves_out=NO_PLAN,
        better=Better.UP,
        example=_("Wanted in March: 1,000. Won by the 20th: 640. 640 ÷ 1,000 = 0.64."),
        rows=PLANNED,
        amount="money",
        figure=ACTUAL,
        plan=Plan.ATTAINMENT,
    ),
    Metric(
        key="plan_gap",
        name=_("Gap to the plan"),
        sentence=_("What is still missing of the period's target; below zero, what is over it."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("the targets for the whole period − what is reached of it"),
        leaves_out=NO_PLAN,
        better=Better.DOWN,
        example=_("Wanted in March: 1,000. Won by the 20th: 640. 1,000 − 640 = 360."),
        rows=PLANNED,
        amount="money",
        figure=ACTUAL,
        plan=Plan.GAP,
    ),
    Metric(
        key="pace_needed",
        name=_("Pace needed"),
        sentence=_("What must come on each working day that is left to reach the period's target."),
        unit=Unit.MONEY_A_DAY,
        grain=DEAL,
        clock=_("Working days by the workspace's calendar, from the day after the as-of day, else from today."),
        formula=_("gap to the plan ÷ working days left in the period; 0 when the plan is reached"),
        leaves_out=_("Periods without a working day left. Groups of whom nothing is wanted."),
        better=Better.DOWN,
        example=_("Missing on Friday the 20th: 360. From Monday the 23rd 7 working days are left: 360 ÷ 7 = 51.43."),
        rows=PLANNED,
        amount="money",
        figure=ACTUAL,
        plan=Plan.PACE,
    ),
)

A_DAY = {
    Unit.MONEY: Unit.MONEY_A_DAY,
    Unit.DEALS: Unit.DEALS_A_DAY,
    Unit.ACTIVITIES: Unit.ACTIVITIES_A_DAY,
}


def aimed(metric: Metric, of: Metric) -> Metric:
    """A figure against the targets for another metric than revenue: of its rows, in its unit."""
    units = {Plan.GAP: of.unit, Plan.PACE: A_DAY.get(of.unit, of.unit)}
    rows = replace(of.rows, columns={**of.rows.columns, **TARGETED}, only=PLANNED.only)
    facts: dict[str, Any] = {
        "amount": of.amount,
        "figure": of.figure,
        "worth": of.worth,
        "counts": of.counts,
        "grain": of.grain,
    }
    return replace(metric, rows=rows, unit=units.get(metric.plan, metric.unit), **facts)
