"""Who buys, and how often: new and returning customers, what they pay every month, and what growth is made of."""

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.closings import CLOSING_CLOCK, DEAL, REOPENED
from penstock.metrics.catalogue.metric import SUM, Better, Metric, Unit
from penstock.metrics.catalogue.pipeline import AS_OF
from penstock.metrics.catalogue.rows import (
    CLOSED,
    IS_WON,
    PAYING,
    PAYS_LATER,
    WON,
    WON_AGAIN,
    WON_BY_COMPANY,
    WON_NEW,
    WON_TYPED,
)

NO_RATE = _("Deals in a currency without an exchange rate, in the value and in the count.")
NO_COMPANY = _("Won deals without a company: nobody knows who bought.")
MEAN = "sum(amount) / count(amount)"

GROWTH = f"""count(*) FILTER ({IS_WON}) / count(*)
    * (sum(amount) FILTER ({IS_WON}) / nullif(count(amount) FILTER ({IS_WON}), 0))
    * (count(*) FILTER ({IS_WON} AND company_id <> 0)
        / nullif(count(DISTINCT company_id) FILTER ({IS_WON} AND company_id <> 0), 0))"""

METRICS = (
    Metric(
        key="revenue_share",
        name=_("Share of revenue"),
        sentence=_("Which share of all revenue won in the period is this."),
        unit=Unit.SHARE,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("revenue won ÷ all revenue won in the period that you may see, whatever is filtered"),
        leaves_out=REOPENED,
        better=Better.NEITHER,
        example=_("Ann won 300 and Bob 100: 300 ÷ 400 = 0.75 for Ann."),
        rows=WON,
        amount="money",
        figure="sum(amount) / nullif(total, 0)",
    ),
    Metric(
        key="average_won_deal_new",
        name=_("Average won deal, new customers"),
        sentence=_("What a deal won with a new customer is worth on average."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("revenue won ÷ deals won, of the deals whose type is new customer"),
        leaves_out=NO_RATE,
        better=Better.UP,
        example=_("New customers bought for 100 and 250: 350 ÷ 2 = 175."),
        rows=WON_NEW,
        amount="money",
        figure=MEAN,
    ),
    Metric(
        key="average_won_deal_repeat",
        name=_("Average won deal, returning customers"),
        sentence=_("What a deal won with a customer who had bought before is worth on average."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("revenue won ÷ deals won, of the deals whose type is repeat purchase or existing customer"),
        leaves_out=NO_RATE,
        better=Better.UP,
        example=_("Returning customers bought for 400 and 200: 600 ÷ 2 = 300."),
        rows=WON_AGAIN,
        amount="money",
        figure=MEAN,
    ),
    Metric(
        key="repeat_share",
        name=_("Share of returning customers"),
        sentence=_("Which share of the won deals was with customers who had bought before."),
        unit=Unit.SHARE,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("won deals of the types repeat purchase and existing customer ÷ won deals that have a type"),
        leaves_out=_("Won deals without a type; deals that were reopened before the period's end."),
        better=Better.UP,
        example=_("3 repeat purchases and 1 new customer: 3 ÷ 4 = 0.75."),
        rows=WON_TYPED,
        amount="(p.type <> 'new')::INTEGER",
        figure="avg(amount)",
    ),
    Metric(
        key="purchase_frequency",
        name=_("Purchase frequency"),
        sentence=_("How many deals a customer who bought in the period made in it, on average."),
        unit=Unit.DEALS,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("won deals with a company ÷ different companies of these deals"),
        leaves_out=NO_COMPANY,
        better=Better.UP,
        example=_("Acme bought three times and Globex once: 4 ÷ 2 = 2."),
        rows=WON_BY_COMPANY,
        figure="count(*) / nullif(count(DISTINCT company_id), 0)",
    ),
    Metric(
        key="growth",
        name=_("Growth formula"),
        sentence=_("What one worked deal brings: conversion times average purchase times frequency."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("win rate × average won deal × purchase frequency"),
        leaves_out=NO_COMPANY,
        better=Better.UP,
        example=_("0.5 × 1,000 × 1.2 = 600."),
        rows=CLOSED,
        amount=f"CASE WHEN {IS_WON} THEN money ELSE 0 END",
        figure=GROWTH,
        counts="TRUE",
    ),
    Metric(
        key="mrr",
        name=_("Monthly recurring revenue"),
        sentence=_("What the won deals bring every month."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=AS_OF,
        formula=_("the sum of the recurring parts of the won deals, each for one month, at the as-of day's rates"),
        leaves_out=_(
            "Deals without a recurring part; deals in a currency without an exchange rate. An end is not known."
        ),
        better=Better.UP,
        example=_("One deal of 100 a month and one of 1,200 a year: 100 + 100 = 200."),
        rows=PAYING,
        amount="money",
        figure=SUM,
        worth="p.mrr",
    ),
    Metric(
        key="mrr_expected",
        name=_("Expected new recurring revenue"),
        sentence=_("What the open deals are likely to add every month, each by its probability."),
        unit=Unit.MONEY,
        grain=DEAL,
        clock=AS_OF,
        formula=_(
            "the sum of recurring part × probability of the open deals, each for one month, at the as-of day's rates"
        ),
        leaves_out=_(
            "Open deals without a recurring part, deals set aside; deals in a currency without an exchange rate."
        ),
        better=Better.UP,
        example=_("Open deals of 100 a month at 50 % and of 1,200 a year at 10 %: 50 + 10 = 60."),
        rows=PAYS_LATER,
        amount="money * p.odds",
        figure=SUM,
        worth="p.mrr",
    ),
)
