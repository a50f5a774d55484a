"""The pipeline as it stands: open deals, what they are worth, and what they are likely to bring."""

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.changing import CHANGED, ENDS
from penstock.metrics.catalogue.metric import SUM, Better, Metric, Unit
from penstock.metrics.catalogue.rows import OPEN

DEAL = _("one deal")
AS_OF = _("Read as of a moment: now, the end of the day asked for, or the end of the period.")

METRICS = (
    Metric(
        key="open_deals",
        name=_("Open deals"),
        sentence=_("How many deals are being worked."),
        unit=Unit.DEALS,
        grain=DEAL,
        clock=AS_OF,
        formula=_("the number of deals whose stage is an open one"),
        leaves_out=_("Removed deals, deals set aside on that day, and deals that you may not see."),
        better=Better.NEITHER,
        example=_("Of five deals one is won and one lost: 3 open deals."),
        rows=OPEN,
    ),
    Metric(
        key="pipeline_value",
        name=_("Pipeline value"),
        sentence=_("What the open deals are worth together."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=AS_OF,
        formula=_("the sum of the values of the open deals, at the exchange rates of the as-of day"),
        leaves_out=_("Deals in a currency without an exchange rate; they are named beside the figure."),
        better=Better.UP,
        example=_("Open deals of 100, 200 and 300: 600."),
        rows=OPEN,
        amount="money",
        figure=SUM,
    ),
    Metric(
        key="weighted_pipeline_value",
        name=_("Weighted pipeline value"),
        sentence=_("What the open deals are likely to bring, each by its probability."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=AS_OF,
        formula=_("the sum of value × probability of the open deals, with the probability in force at that moment"),
        leaves_out=_("Closed deals (never counted at 100 %), and deals in a currency without an exchange rate."),
        better=Better.UP,
        example=_("100 at 50 % and 200 at 10 %: 50 + 20 = 70."),
        rows=OPEN,
        amount="money * p.odds",
        figure=SUM,
    ),
    Metric(
        key="average_open_deal",
        name=_("Average deal in the pipeline"),
        sentence=_("What an open deal is worth on average."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=AS_OF,
        formula=_("pipeline value ÷ open deals"),
        leaves_out=_("Deals in a currency without an exchange rate, in the value and in the count."),
        better=Better.UP,
        example=_("Open deals of 100, 200 and 300: 600 ÷ 3 = 200."),
        rows=OPEN,
        amount="money",
        figure="sum(amount) / count(amount)",
    ),
    Metric(
        key="pipeline_changes",
        name=_("Change of the pipeline"),
        sentence=_("How what the open deals are worth came from what it was to what it is, change by change."),
        unit=Unit.MONEY,
        grain=_("one change of one deal"),
        clock=_("The deals as they stood before the period and at its end; what happened between is not told."),
        formula=_(
            "closing − opening = new + reopened + brought back + moved in + moved out + grown + shrunk + revalued "
            "+ won + lost + set aside; slipped and pulled in change no value"
        ),
        leaves_out=_("Deals that were closed or set aside at both ends; amounts without an exchange rate on that day."),
        better=Better.UP,
        example=_(
            "600 before; one of 100 won, a new one of 50, and one grown from 200 to 230: 600 − 100 + 50 + 30 = 580."
        ),
        rows=CHANGED,
        amount="money",
        figure=SUM,
        apart=f"{{outcome}} IN {ENDS}",
    ),
)
