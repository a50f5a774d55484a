"""What was lost: how often, what it was worth, from which stage and for which reason; and what went back."""

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.closings import CLOSING_CLOCK
from penstock.metrics.catalogue.metric import SUM, Better, Metric, Unit
from penstock.metrics.catalogue.rows import LOSSES, LOST, SAID_WHY, WENT_BACK

LOSS = _("one loss of one deal")
LOSS_CLOCK = _("The moment of leaving the stage, in days of the workspace's time zone.")
BEGUN_LOST = _("Deals that were entered as lost: they were in no stage before.")

METRICS = (
    Metric(
        key="losses",
        name=_("Losses"),
        sentence=_(
            "How many times a deal was lost in the period, by the stage it was lost from; also if reopened since."
        ),
        unit=Unit.DEALS,
        grain=LOSS,
        clock=LOSS_CLOCK,
        formula=_("the number of visits to a stage that ended in a lost stage in the period"),
        leaves_out=BEGUN_LOST,
        better=Better.DOWN,
        example=_("A deal is lost, reopened and lost again in March: 2 losses in March, 1 deal lost."),
        rows=LOSSES,
    ),
    Metric(
        key="losses_value",
        name=_("Value of losses"),
        sentence=_("What the deals lost in the period were worth when they were lost."),
        unit=Unit.MONEY,
        grain=LOSS,
        clock=LOSS_CLOCK,
        formula=_("the sum of the values at the losses, at the exchange rates of their days"),
        leaves_out=BEGUN_LOST,
        better=Better.DOWN,
        example=_("Deals of 100 and 250 are lost: 350."),
        rows=LOSSES,
        amount="money",
        figure=SUM,
    ),
    Metric(
        key="losses_verified_share",
        name=_("Losses verified"),
        sentence=_("Of which share of the deals lost in the period the customer said why."),
        unit=Unit.SHARE,
        grain=_("one lost deal"),
        clock=CLOSING_CLOCK,
        formula=_("lost deals whose customer said why, in a talk or by a link ÷ deals lost"),
        leaves_out=_(
            "Deals that were reopened since. As not verified count customers who would not say, what was said before "
            "the deal was lost again, and what was taken back."
        ),
        better=Better.UP,
        example=_("Of 5 deals lost in March 3 customers said why and 1 would not: 3 ÷ 5 = 0.6."),
        rows=LOST,
        amount=f"({SAID_WHY})::INTEGER",
        figure="avg(amount)",
    ),
    Metric(
        key="stage_backward_moves",
        name=_("Moves back"),
        sentence=_("How many times a deal went back from a stage to an earlier one in the period."),
        unit=Unit.DEALS,
        grain=_("one move back of one deal"),
        clock=LOSS_CLOCK,
        formula=_("the number of visits that ended in the period and led to an earlier stage of the same pipeline"),
        leaves_out=_("Losses, and reopenings that led forward."),
        better=Better.DOWN,
        example=_("From Proposal a deal goes back to Meeting, comes again and goes back again: 2."),
        rows=WENT_BACK,
    ),
)
