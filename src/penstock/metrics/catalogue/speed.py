"""How fast deals pass: the length of the cycle as time, and the velocity of the pipeline as money."""

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.closings import CLOSING_CLOCK, DEAL, REOPENED
from penstock.metrics.catalogue.metric import Better, Metric, Unit
from penstock.metrics.catalogue.rows import IS_OPEN, IS_WON, OPEN_OR_CLOSED, WON

WALL_CLOCK = _(
    "Calendar days by the workspace's wall clock from the opening to the last closing; time set aside counts."
)

# Zero days would divide by zero: a cycle without length has no velocity.
VELOCITY = f"""count(*) FILTER ({IS_OPEN})
    * count(*) FILTER ({IS_WON}) / nullif(count(*) FILTER (NOT {IS_OPEN}), 0)
    * (sum(amount) FILTER ({IS_WON}) / nullif(count(amount) FILTER ({IS_WON}), 0))
    / nullif(avg(days) FILTER ({IS_WON}), 0)"""

METRICS = (
    Metric(
        key="cycle_length",
        name=_("Cycle length"),
        sentence=_("How many days a won deal took from its opening, on average."),
        unit=Unit.DAYS,
        grain=DEAL,
        clock=WALL_CLOCK,
        formula=_("the mean of (closing − opening) over the deals won in the period"),
        leaves_out=_("Lost and open deals. Deals that are still open may take longer."),
        better=Better.DOWN,
        example=_("Won after 10, 20 and 60 days: 90 ÷ 3 = 30 days."),
        rows=WON,
        amount="days",
        figure="avg(amount)",
    ),
    Metric(
        key="cycle_length_median",
        name=_("Median cycle length"),
        sentence=_("How many days half of the won deals took at most."),
        unit=Unit.DAYS,
        grain=DEAL,
        clock=WALL_CLOCK,
        formula=_("the median of (closing − opening) over the deals won in the period"),
        leaves_out=_("Lost and open deals. Deals that are still open may take longer."),
        better=Better.DOWN,
        example=_("Won after 10, 20 and 60 days: 20 days."),
        rows=WON,
        amount="days",
        figure="median(amount)",
    ),
    Metric(
        key="pipeline_velocity",
        name=_("Pipeline velocity"),
        sentence=_("How much money the pipeline brings a day."),
        unit=Unit.MONEY_A_DAY,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("open deals at the end × win rate × average won deal ÷ cycle length"),
        leaves_out=REOPENED,
        better=Better.UP,
        example=_("20 open deals × 0.5 × 1,000 ÷ 40 days = 250 a day."),
        rows=OPEN_OR_CLOSED,
        amount=f"CASE WHEN {IS_WON} THEN money ELSE 0 END",
        figure=VELOCITY,
        counts="TRUE",
    ),
)
