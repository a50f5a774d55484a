"""What was done: activities, calls and meetings on deals, and how many touches a deal gets."""

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.metric import Better, Metric, Unit, Worked
from penstock.metrics.catalogue.rows import BOOKED, CALLED, DONE, MET, RANG, RECEIVED, TOUCHED

ACTIVITY = _("one activity on a deal")
DONE_CLOCK = _("The moment at which it was done, in days of the workspace's time zone.")
ON_NO_DEAL = _("Activities that are on no deal, and removed ones. Notes are no activities.")
NO_WORTH = "NULL::DECIMAL(15,2)"
# A deal without a company is a prospect of its own.
PROSPECTS = "count(DISTINCT CASE WHEN company_id <> 0 THEN company_id ELSE -deal_id END)"
WORKING_DAYS = _(
    "Working days are those of everybody who may sign in and change deals, and of whoever did any of it, "
    "without free days and their own days off; days that are still to come do not count."
)

METRICS = (
    Metric(
        key="activities_done",
        name=_("Activities done"),
        sentence=_("How many tasks, calls, meetings and e-mails on deals were done in the period."),
        unit=Unit.ACTIVITIES,
        grain=ACTIVITY,
        clock=DONE_CLOCK,
        formula=_("the number of activities on deals that were done in the period, each for its own owner"),
        leaves_out=ON_NO_DEAL,
        better=Better.UP,
        example=_("Two calls and a task done, a meeting planned: 3."),
        rows=DONE,
        worth=NO_WORTH,
    ),
    Metric(
        key="calls_made",
        name=_("Calls made"),
        sentence=_("How many calls on deals we made in the period."),
        unit=Unit.ACTIVITIES,
        grain=ACTIVITY,
        clock=DONE_CLOCK,
        formula=_("the number of calls on deals that were done in the period and did not come in"),
        leaves_out=_(
            "Calls that came in, that are only planned, removed ones, and calls that are on no deal. "
            "A call of which nobody told the direction counts as made by us."
        ),
        better=Better.UP,
        example=_("Two calls made, one that came in and one planned: 2."),
        rows=CALLED,
        worth=NO_WORTH,
    ),
    Metric(
        key="calls_received",
        name=_("Calls received"),
        sentence=_("How many calls on deals came in in the period."),
        unit=Unit.ACTIVITIES,
        grain=ACTIVITY,
        clock=DONE_CLOCK,
        formula=_("the number of calls on deals that were done in the period and came in"),
        leaves_out=_(
            "Calls of which nobody told that they came in, removed ones, and calls that are on no deal. "
            "Calls that came in and were not taken count too."
        ),
        better=Better.NEITHER,
        example=_("Two calls made, and one that came in: 1."),
        rows=RECEIVED,
        worth=NO_WORTH,
    ),
    Metric(
        key="calls_a_day",
        name=_("Calls a day"),
        sentence=_("How many calls a person made on a working day, on average."),
        unit=Unit.ACTIVITIES_A_DAY,
        grain=ACTIVITY,
        clock=DONE_CLOCK,
        formula=_("calls on deals that were made in the period ÷ working days of the people in it"),
        leaves_out=WORKING_DAYS,
        better=Better.UP,
        example=_("Ann made 12 calls and Bob 3 in a week of five days: 15 ÷ 10 = 1.5."),
        rows=RANG,
        worth=NO_WORTH,
        worked=Worked.EACH_DAY,
    ),
    Metric(
        key="prospects_engaged",
        name=_("Prospects engaged"),
        sentence=_("How many different companies were called, met or written to in the period."),
        unit=Unit.CUSTOMERS,
        grain=_("one call, meeting or e-mail on a deal"),
        clock=DONE_CLOCK,
        formula=_("different companies of the deals on which a call, a meeting or an e-mail was done in the period"),
        leaves_out=_("Tasks and notes. A deal without a company counts as a prospect of its own."),
        better=Better.UP,
        example=_("Two calls to Acme, a meeting with Globex and a call on a deal without a company: 3."),
        rows=TOUCHED,
        figure=PROSPECTS,
        worth=NO_WORTH,
    ),
    Metric(
        key="meetings_booked",
        name=_("Meetings booked"),
        sentence=_("How many meetings on deals were entered in the period, whenever they are held."),
        unit=Unit.ACTIVITIES,
        grain=ACTIVITY,
        clock=_("The moment at which it was entered, in days of the workspace's time zone."),
        formula=_("the number of meetings on deals that were planned, or entered as held, in the period"),
        leaves_out=_("Removed meetings, and meetings that are on no deal."),
        better=Better.UP,
        example=_("In March a meeting is planned for April, and one is entered as held: 2 in March."),
        rows=BOOKED,
        worth=NO_WORTH,
    ),
    Metric(
        key="meetings_held",
        name=_("Meetings held"),
        sentence=_("How many meetings on deals took place in the period."),
        unit=Unit.ACTIVITIES,
        grain=ACTIVITY,
        clock=DONE_CLOCK,
        formula=_("the number of meetings on deals that were done in the period"),
        leaves_out=_("Meetings that are only planned, removed ones, and meetings that are on no deal."),
        better=Better.UP,
        example=_("In March a meeting is planned for April, and one is held: 1 in March."),
        rows=MET,
        worth=NO_WORTH,
    ),
    Metric(
        key="touches_per_deal",
        name=_("Touches per deal"),
        sentence=_("How many times a deal that was touched in the period was touched in it, on average."),
        unit=Unit.ACTIVITIES,
        grain=_("one call, meeting or e-mail on a deal"),
        clock=DONE_CLOCK,
        formula=_("calls, meetings and e-mails done in the period ÷ different deals they were on"),
        leaves_out=_("Deals that nobody touched, tasks and notes."),
        better=Better.UP,
        example=_("Three calls on one deal and one meeting on another: 4 ÷ 2 = 2."),
        rows=TOUCHED,
        figure="count(*) / nullif(count(DISTINCT deal_id), 0)",
        worth=NO_WORTH,
    ),
)
