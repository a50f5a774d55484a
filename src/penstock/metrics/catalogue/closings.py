"""How deals end: won and lost, what was won, and how often we win."""

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.metric import SUM, Better, Metric, Unit
from penstock.metrics.catalogue.rows import CLOSED, IS_WON, LOST, WON

DEAL = _("one deal")
CLOSING_CLOCK = _("The moment of closing, in days of the workspace's time zone; each deal once, at its last closing.")
REOPENED = _("Deals that were reopened before the period's end; removed deals, and deals that you may not see.")

METRICS = (
    Metric(
        key="deals_won",
        name=_("Deals won"),
        sentence=_("How many deals were won in the period and stayed won to its end."),
        unit=Unit.DEALS,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("the number of deals that entered a won stage in the period and had not left it before the end"),
        leaves_out=REOPENED,
        better=Better.UP,
        example=_("Won on 3 March, reopened on 9 March, won again on 20 March: 1 in March, on the 20th."),
        rows=WON,
    ),
    Metric(
        key="deals_lost",
        name=_("Deals lost"),
        sentence=_("How many deals were lost in the period and stayed lost to its end."),
        unit=Unit.DEALS,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("the number of deals that entered a lost stage in the period and had not left it before the end"),
        leaves_out=REOPENED,
        better=Better.DOWN,
        example=_("Lost on 30 March and reopened on 2 April: 1 in March, none in March and April together."),
        rows=LOST,
    ),
    Metric(
        key="revenue_won",
        name=_("Revenue won"),
        sentence=_("What the deals won in the period are worth."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_(
            "the sum of the values of the won deals at the period's end, at the exchange rates of their closing days"
        ),
        leaves_out=_("Deals in a currency without an exchange rate; they are named beside the figure."),
        better=Better.UP,
        example=_("Won deals of 100 and 250: 350."),
        rows=WON,
        amount="money",
        figure=SUM,
    ),
    Metric(
        key="win_rate",
        name=_("Win rate"),
        sentence=_("Which share of the deals that closed was won."),
        unit=Unit.SHARE,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("deals won ÷ (deals won + deals lost)"),
        leaves_out=_("Open deals: they are not lost yet. A period full of young deals therefore flatters it."),
        better=Better.UP,
        example=_("3 won and 1 lost: 3 ÷ 4 = 0.75."),
        rows=CLOSED,
        amount=f"{IS_WON}::INTEGER",
        figure="avg(amount)",
    ),
    Metric(
        key="average_won_deal",
        name=_("Average won deal"),
        sentence=_("What a deal won in the period is worth on average."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("revenue won ÷ deals won"),
        leaves_out=_("Deals in a currency without an exchange rate, in the value and in the count."),
        better=Better.UP,
        example=_("Won deals of 100 and 250: 350 ÷ 2 = 175."),
        rows=WON,
        amount="money",
        figure="sum(amount) / count(amount)",
    ),
)
