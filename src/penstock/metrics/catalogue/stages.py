"""The funnel: what stands in each stage, what entered, what moved on, what was lost, and how long it took."""

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.metric import SUM, SURVIVAL, Better, Metric, Unit
from penstock.metrics.catalogue.pipeline import AS_OF, DEAL
from penstock.metrics.catalogue.rows import (
    DECIDED,
    DECIDED_AT_LAST,
    ENTERED,
    FOLLOWED,
    LOST_HERE,
    MOVED_ON,
    STANDING,
    VISITED,
    WAS_LOST,
    WENT_FORWARD,
)

DEAL_AND_STAGE = _("one deal in one stage")
VISIT = _("one visit of a deal to a stage")
ENTRY_CLOCK = _("The moment of entering the stage, in days of the workspace's time zone.")
EXIT_CLOCK = _("The moment of a deal's last leaving of the stage in the period, in days of the workspace's time zone.")
WALL_CLOCK = _(
    "Calendar days by the workspace's wall clock from entering the stage to leaving it; while it is set aside it rests."
)
STILL_HERE = _("Deals that are still in the stage: they have not dropped. Deals that went back.")
OPEN_VISITS = _("Visits that have not ended.")

METRICS = (
    Metric(
        key="stage_deals",
        name=_("Deals in the stage"),
        sentence=_("How many deals stand in a stage, won and lost ones included."),
        unit=Unit.DEALS,
        grain=DEAL,
        clock=AS_OF,
        formula=_("the number of deals whose stage it is at that moment"),
        leaves_out=_("Removed deals, deals set aside on that day, and deals that you may not see."),
        better=Better.NEITHER,
        example=_("Two deals in Proposal and one in Won: 2 and 1."),
        rows=STANDING,
    ),
    Metric(
        key="stage_value",
        name=_("Value in the stage"),
        sentence=_("What the deals that stand in a stage are worth, won and lost ones included."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=AS_OF,
        formula=_("the sum of the values of the deals in the stage, at the exchange rates of the as-of day"),
        leaves_out=_("Deals in a currency without an exchange rate; they are named beside the figure."),
        better=Better.NEITHER,
        example=_("Deals of 100 and 200 in Proposal: 300."),
        rows=STANDING,
        amount="money",
        figure=SUM,
    ),
    Metric(
        key="stage_entered",
        name=_("Entered the stage"),
        sentence=_("How many deals entered a stage in the period."),
        unit=Unit.DEALS,
        grain=DEAL_AND_STAGE,
        clock=ENTRY_CLOCK,
        formula=_("the number of different deals that entered the stage in the period, each at its last entry"),
        leaves_out=_("Deals that were in the stage all along."),
        better=Better.UP,
        example=_("A deal enters Proposal, goes back and enters it again: 1."),
        rows=ENTERED,
    ),
    Metric(
        key="stage_moved_on",
        name=_("Moved on"),
        sentence=_("How many deals left a stage forward in the period."),
        unit=Unit.DEALS,
        grain=DEAL_AND_STAGE,
        clock=EXIT_CLOCK,
        formula=_("the number of deals whose last leaving led to a later stage, to a won one or into another pipeline"),
        leaves_out=STILL_HERE,
        better=Better.UP,
        example=_("From Proposal one deal went to Negotiation and one was won at once: 2."),
        rows=MOVED_ON,
    ),
    Metric(
        key="stage_conversion",
        name=_("Stage conversion"),
        sentence=_("Which share of the deals that left a stage moved on, on the basis of the period's events."),
        unit=Unit.SHARE,
        grain=DEAL_AND_STAGE,
        clock=EXIT_CLOCK,
        formula=_("moved on ÷ (moved on + lost)"),
        leaves_out=STILL_HERE,
        better=Better.UP,
        example=_("6 moved on, 2 were lost, 3 are still there: 6 ÷ 8 = 0.75."),
        rows=DECIDED,
        amount=f"({WENT_FORWARD})::INTEGER",
        figure="avg(amount)",
    ),
    Metric(
        key="stage_conversion_cohort",
        name=_("Stage conversion of a cohort"),
        sentence=_("Which share of the deals that entered a stage in the period has moved on since."),
        unit=Unit.SHARE,
        grain=DEAL_AND_STAGE,
        clock=_("The moment of entering; what became of the deal is looked at until the as-of day, or until now."),
        formula=_("deals whose last entry in the period led forward ÷ all deals that entered the stage in the period"),
        leaves_out=_(
            "Nothing: deals that are still in the stage count as not yet moved on, so young cohorts stand low."
        ),
        better=Better.UP,
        example=_("Of 10 deals that entered in March 6 moved on, 2 were lost and 2 are still there: 0.6 so far."),
        rows=ENTERED,
        amount=f"coalesce({WENT_FORWARD} AND p.left_at < :seen, FALSE)::INTEGER",
        figure="avg(amount)",
    ),
    Metric(
        key="final_stage_close_rate",
        name=_("Close rate at the final stage"),
        sentence=_("Which share of the deals that left the last open stage for good was won."),
        unit=Unit.SHARE,
        grain=DEAL,
        clock=EXIT_CLOCK,
        formula=_("won from the last open stage of the pipeline ÷ (won + lost from it)"),
        leaves_out=_("Deals that are still there, deals that went back, and deals closed from earlier stages."),
        better=Better.UP,
        example=_("From Closing 6 were won and 2 lost: 6 ÷ 8 = 0.75."),
        rows=DECIDED_AT_LAST,
        amount=f"({WENT_FORWARD})::INTEGER",
        figure="avg(amount)",
    ),
    Metric(
        key="stage_lost",
        name=_("Lost from the stage"),
        sentence=_("How many deals left a stage as lost in the period."),
        unit=Unit.DEALS,
        grain=DEAL_AND_STAGE,
        clock=EXIT_CLOCK,
        formula=_("the number of deals whose last leaving led into a lost stage"),
        leaves_out=STILL_HERE,
        better=Better.DOWN,
        example=_("Two deals were lost in Proposal and one in Negotiation: 2 and 1."),
        rows=LOST_HERE,
    ),
    Metric(
        key="stage_drop_rate",
        name=_("Stage drop rate"),
        sentence=_("Which share of the deals that left a stage was lost, on the basis of the period's events."),
        unit=Unit.SHARE,
        grain=DEAL_AND_STAGE,
        clock=EXIT_CLOCK,
        formula=_("lost ÷ (moved on + lost) = 1 − stage conversion"),
        leaves_out=STILL_HERE,
        better=Better.DOWN,
        example=_("6 moved on, 2 were lost, 3 are still there: 2 ÷ 8 = 0.25."),
        rows=DECIDED,
        amount=f"({WAS_LOST})::INTEGER",
        figure="avg(amount)",
    ),
    Metric(
        key="stage_time_to_next",
        name=_("Time to the next stage"),
        sentence=_("After how many days half of the deals that enter a stage have moved on."),
        unit=Unit.DAYS,
        grain=VISIT,
        clock=_(
            "Calendar days by the wall clock from entering to leaving the stage, followed to the end of the as-of day."
        ),
        formula=_(
            "the median of the Kaplan–Meier estimate over the visits that began in the period: moving on is the event; "
            "a visit that lasts, was lost or went back is followed until then"
        ),
        leaves_out=_(
            "Visits to won and lost stages: nothing comes after them. "
            "Deals still in the stage count for as long as they have been there."
        ),
        better=Better.DOWN,
        example=_("Moved on after 2 and 6 days, lost after 3, still there after 9: ¾ after 2, ¾ × ½ after 6: 6 days."),
        rows=FOLLOWED,
        amount=f"coalesce({WENT_FORWARD} AND p.left_at < :observed, FALSE)::INTEGER",
        figure=SURVIVAL,
    ),
    Metric(
        key="stage_days",
        name=_("Days in the stage"),
        sentence=_("How many days a visit to a stage lasted on average."),
        unit=Unit.DAYS,
        grain=VISIT,
        clock=WALL_CLOCK,
        formula=_(
            "the mean of (leaving − entering − time set aside) over the visits that ended in the period; "
            "a return is a visit of its own"
        ),
        leaves_out=OPEN_VISITS,
        better=Better.DOWN,
        example=_("Visits of 2, 4 and 12 days: 18 ÷ 3 = 6 days."),
        rows=VISITED,
        amount="p.days_worked",
        figure="avg(amount)",
    ),
    Metric(
        key="stage_days_median",
        name=_("Median days in the stage"),
        sentence=_("How many days half of the visits to a stage lasted at most."),
        unit=Unit.DAYS,
        grain=VISIT,
        clock=WALL_CLOCK,
        formula=_("the median of (leaving − entering − time set aside) over the visits that ended in the period"),
        leaves_out=OPEN_VISITS,
        better=Better.DOWN,
        example=_("Visits of 2, 4 and 12 days: 4 days."),
        rows=VISITED,
        amount="p.days_worked",
        figure="median(amount)",
    ),
)
