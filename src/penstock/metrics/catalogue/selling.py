"""How people sell: what they give away, whom they reach, what becomes of a proposal, and how they keep at it."""

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.closings import CLOSING_CLOCK, DEAL, REOPENED
from penstock.metrics.catalogue.metric import Better, Metric, Unit, Worked
from penstock.metrics.catalogue.rows import (
    CALLED,
    DISCOUNTED,
    LED_BY_SCRIPT,
    NEEDED,
    REACHED,
    REFUSED,
    TAKEN,
    TALKED,
    TASKED,
    WORKED_ON,
)
from penstock.metrics.catalogue.work import DONE_CLOCK, NO_WORTH

WHO_WORKS = _(
    "Working time is that of everybody who may sign in and change deals, and of whoever did any of it, "
    "without free days and their own days off; days that are still to come do not count."
)

METRICS = (
    Metric(
        key="average_discount",
        name=_("Average discount"),
        sentence=_("Which share of the list price was given away on the deals won in the period."),
        unit=Unit.SHARE,
        grain=_("one deal with line items"),
        clock=CLOSING_CLOCK,
        formula=_(
            "the discounts of the line items of the won deals ÷ what these items cost by the list, "
            "both at the exchange rates of the closing days: a dear item weighs more than a cheap one"
        ),
        leaves_out=_(
            "Deals without line items, or without a price; deals in a currency without an exchange rate. "
            "Line items are those of today."
        ),
        better=Better.DOWN,
        example=_("An item of 1,000 with 10 % off and one of 200 at full price: 100 ÷ 1,200 = 0.0833."),
        rows=DISCOUNTED,
        amount="money",
        figure="sum(amount) / nullif(sum(base), 0)",
        worth="p.discounted",
        of="p.listed",
    ),
    Metric(
        key="calls_answered_share",
        name=_("Share of answered calls"),
        sentence=_("Which share of the calls made in the period somebody answered."),
        unit=Unit.SHARE,
        grain=_("one call on a deal of which is written how it went"),
        clock=DONE_CLOCK,
        formula=_(
            "calls with an outcome that does not say that nobody answered ÷ calls with an outcome; "
            "“no answer”, “busy”, “voicemail” and their like, in English, Russian and Chinese, say it"
        ),
        leaves_out=_(
            "Calls that came in, and calls of which nobody wrote how they went. "
            "A call of which nobody told the direction counts as made by us."
        ),
        better=Better.UP,
        example=_("“Interested”, “Will call back”, “No answer” and one call without a word: 2 ÷ 3 = 0.67."),
        rows=REACHED,
        amount="p.answered::INTEGER",
        figure="avg(amount)",
        worth=NO_WORTH,
    ),
    Metric(
        key="calls_taken_share",
        name=_("Share of received calls taken"),
        sentence=_("Which share of the calls that came in in the period somebody here took."),
        unit=Unit.SHARE,
        grain=_("one call on a deal of which is written how it went"),
        clock=DONE_CLOCK,
        formula=_(
            "calls that came in with an outcome that does not say that nobody answered ÷ calls that came in with an "
            "outcome; “missed”, “no answer”, “voicemail” and their like, in English, Russian and Chinese, say it"
        ),
        leaves_out=_("Calls that we made, and calls of which nobody wrote how they went."),
        better=Better.UP,
        example=_(
            "Of the calls that came in “Asked for a price”, “Complained” and “Missed” are written: 2 ÷ 3 = 0.67."
        ),
        rows=TAKEN,
        amount="p.answered::INTEGER",
        figure="avg(amount)",
        worth=NO_WORTH,
    ),
    Metric(
        key="time_selling_share",
        name=_("Share of time spent selling"),
        sentence=_("Which share of the working time in the period went into calls and meetings."),
        unit=Unit.SHARE,
        grain=_("one call or meeting on a deal that has a duration"),
        clock=_("The moment at which it was done; working hours are those of the calendar, in the workspace's zone."),
        formula=_("minutes of the calls and meetings that were done ÷ working minutes of the people in the period"),
        leaves_out=WHO_WORKS,
        better=Better.UP,
        example=_("Two meetings of 90 minutes in a week of five days of nine hours: 180 ÷ 2,700 = 0.0667."),
        rows=TALKED,
        amount="p.minutes",
        figure="coalesce(sum(amount), 0)",
        worth=NO_WORTH,
        worked=Worked.TIME,
    ),
    Metric(
        key="time_desk_share",
        name=_("Share of time at the desk"),
        sentence=_("Which share of the working time in the period went into tasks and e-mails."),
        unit=Unit.SHARE,
        grain=_("one task or e-mail on a deal that has a duration"),
        clock=_("The moment at which it was done; working hours are those of the calendar, in the workspace's zone."),
        formula=_("minutes of the tasks and e-mails that were done ÷ working minutes of the people in the period"),
        leaves_out=WHO_WORKS,
        better=Better.NEITHER,
        example=_("Three tasks of 90 minutes in a week of five days of nine hours: 270 ÷ 2,700 = 0.1."),
        rows=TASKED,
        amount="p.minutes",
        figure="coalesce(sum(amount), 0)",
        worth=NO_WORTH,
        worked=Worked.TIME,
    ),
    Metric(
        key="calls_with_script_share",
        name=_("Share of calls with a script"),
        sentence=_("On which share of the calls made in the period a script led the talk."),
        unit=Unit.SHARE,
        grain=_("one call on a deal"),
        clock=DONE_CLOCK,
        formula=_("calls on whose deal a talk was led by a script on the same day ÷ calls made"),
        leaves_out=_("Calls that came in, that are only planned, removed ones, and calls that are on no deal."),
        better=Better.UP,
        example=_("Of 4 calls one was made on a day on which a guided talk is kept on the deal: 1 ÷ 4 = 0.25."),
        rows=CALLED,
        amount=f"({LED_BY_SCRIPT})::INTEGER",
        figure="avg(amount)",
        worth=NO_WORTH,
    ),
    Metric(
        key="refusals_after_proposal",
        name=_("Refusals after the proposal"),
        sentence=_("Which share of the deals that closed after they had seen the proposal was lost."),
        unit=Unit.SHARE,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_(
            "lost ÷ (won + lost), of the closed deals that had ever stood in the stage of the proposal or in an open "
            "one after it; it is the stage marked so in the settings, else the first that is called so"
        ),
        leaves_out=REOPENED,
        better=Better.DOWN,
        example=_("Of 8 deals that closed after the proposal 2 were lost; 5 were lost before it: 2 ÷ 8 = 0.25."),
        rows=REFUSED,
        amount="(outcome = 'lost')::INTEGER",
        figure="avg(amount)",
    ),
    Metric(
        key="needs_found_share",
        name=_("Deals with needs found"),
        sentence=_("On which share of the deals that closed a need of the buyer had been found."),
        unit=Unit.SHARE,
        grain=DEAL,
        clock=CLOSING_CLOCK,
        formula=_("closed deals on which a need was written down before they closed ÷ (deals won + deals lost)"),
        leaves_out=_(
            "Open deals: their needs may still be found. Needs that were removed, or written down after the closing. "
            "Deals that closed before anybody wrote needs down count as deals without."
        ),
        better=Better.UP,
        example=_("Needs stand on 2 of 3 won deals and, written after the loss, on 1 of 5 lost ones: 2 ÷ 8 = 0.25."),
        rows=NEEDED,
        amount="coalesce(p.need_at <= p.closed_at, FALSE)::INTEGER",
        figure="avg(amount)",
    ),
    Metric(
        key="adoption",
        name=_("Adoption"),
        sentence=_("On which share of their working days people moved, logged or edited something on a deal."),
        unit=Unit.SHARE,
        grain=_("one day of one person's work on one deal"),
        clock=_("The moment at which it was entered, in days of the workspace's time zone."),
        formula=_("working days on which a person did something by hand on any deal ÷ that person's working days"),
        leaves_out=_(
            "What came by imports and automation, work on removed deals, and what was done on free days. "
            "Everybody counts who may sign in and change deals; days that are still to come do not."
        ),
        better=Better.UP,
        example=_("Ann worked on deals on 4 of 5 days of the week and Bob on 1: 5 ÷ 10 = 0.5."),
        rows=WORKED_ON,
        worked=Worked.DAYS,
        worth=NO_WORTH,
    ),
)
