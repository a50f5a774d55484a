"""The dashboards that everybody has without doing anything; whoever changes one gets a copy of their own."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from penstock.dashboards.drafts import Compare, Draft, Kind, Whose
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.question import MISSING
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Scope

LOST = _("Why deals are lost")
BEFORE, YEAR = Compare.BEFORE, Compare.YEAR


@dataclass(frozen=True)
class Ready:
    """A dashboard for a kind of work."""

    key: str
    name: Words
    widgets: tuple[Draft, ...]


def _without_source(metric: str, title: Words, whose: str = "") -> Draft:
    """What nobody said where it came from: bars by source would leave it last or out."""
    none = (("source", MISSING),)
    return Draft(Kind.FIGURE, (metric,), where=none, period="last_12_months", whose=whose, title=title)


def _figure(metric: str, period: str = "this_quarter", whose: str = "", compare: str = BEFORE) -> Draft:
    return Draft(Kind.FIGURE, (metric,), period=period, whose=whose, compare=compare)


SELLER = Ready(
    "seller",
    _("My selling"),
    (
        Draft(Kind.GAUGE, ("revenue_won",), period="this_month", whose=Whose.MINE, title=_("My target this month")),
        _figure("revenue_won", "this_quarter", Whose.MINE),
        _figure("win_rate", "last_90_days", Whose.MINE),
        Draft(Kind.BARS, ("pipeline_value",), by="stage", whose=Whose.MINE, title=_("My open deals by stage"), width=2),
        _figure("activities_done", "this_month", Whose.MINE),
        Draft(Kind.FUNNEL, period="last_12_months", whose=Whose.MINE, title=_("My funnel")),
        Draft(Kind.LINES, ("revenue_won",), period="last_12_months", whose=Whose.MINE, compare=YEAR, width=2),
        Draft(Kind.LEADERS, ("deals_won",), by="owner", whose=Whose.TEAM, compare=BEFORE),
        _without_source("open_deals", _("My open deals without a source"), Whose.MINE),
        Draft(Kind.BARS, ("losses",), by="loss_reason", period="last_12_months", whose=Whose.MINE, title=LOST, width=2),
    ),
)
HEAD = Ready(
    "head",
    _("The team"),
    (
        Draft(Kind.GAUGE, ("revenue_won",), period="this_quarter", title=_("The quarter’s target")),
        _figure("revenue_won"),
        _figure("win_rate"),
        Draft(Kind.FORECAST, by="owner", width=2),
        Draft(Kind.LEADERS, ("revenue_won",), by="owner", compare=BEFORE, width=1),
        Draft(Kind.FUNNEL, period="last_12_months", width=1),
        Draft(
            Kind.BARS,
            ("stage_days_median",),
            by="stage",
            period="last_90_days",
            compare=BEFORE,
            title=_("How long deals stay in a stage"),
        ),
        Draft(Kind.BARS, ("losses",), by="loss_reason", period="last_90_days", compare=BEFORE, title=LOST),
        Draft(Kind.FLOW, period="last_12_months", width=3),
        Draft(
            Kind.TABLE,
            ("deals_won", "win_rate", "revenue_won", "average_won_deal", "cycle_length_median", "activities_done"),
            by="owner",
            title=_("Who won what"),
            width=2,
        ),
        _figure("workload"),
        Draft(Kind.LINES, ("pipeline_value", "weighted_pipeline_value"), period="last_12_months", width=3),
    ),
)
OWNER = Ready(
    "owner",
    _("The whole company"),
    (
        _figure("revenue_won", "this_year", compare=YEAR),
        _figure("pipeline_value", "this_quarter"),
        _figure("win_rate", "this_year", compare=YEAR),
        Draft(Kind.FORECAST),
        Draft(Kind.FORECAST, by="team", period="this_year", width=2),
        Draft(Kind.BARS, ("revenue_won",), by="month", period="last_12_months", width=2),
        Draft(Kind.GAUGE, ("revenue_won",), period="this_year", title=_("The year’s target")),
        Draft(Kind.LINES, ("open_deals",), period="last_12_months", width=2),
        _figure("cycle_length_median", "this_year", compare=YEAR),
        Draft(Kind.BARS, ("revenue_won",), by="product", period="this_year"),
        Draft(Kind.BARS, ("revenue_won",), by="sector", period="this_year"),
        Draft(Kind.BARS, ("revenue_won",), by="team", period="this_year", compare=YEAR),
        Draft(Kind.HEAT, ("revenue_won",), by="owner", across="month", period="last_12_months", width=3),
    ),
)
MARKETING = Ready(
    "marketing",
    _("Where deals come from"),
    (
        Draft(
            Kind.BARS, ("stage_entered",), by="source", period="last_12_months", title=_("Stages entered, by source")
        ),
        Draft(Kind.BARS, ("win_rate",), by="source", period="last_12_months"),
        Draft(Kind.BARS, ("revenue_won",), by="source", period="last_12_months"),
        Draft(
            Kind.TABLE,
            ("open_deals", "deals_won", "win_rate", "revenue_won", "average_won_deal", "cycle_length_median"),
            by="source",
            period="last_12_months",
            title=_("What each source brings"),
            width=2,
        ),
        _without_source("open_deals", _("Open deals without a source")),
        _without_source("revenue_won", _("Revenue won without a source")),
        Draft(Kind.BARS, ("win_rate",), by="sector", period="last_12_months", width=2),
        Draft(Kind.COHORT, period="last_12_months", title=_("Won of what was opened, month by month"), width=3),
        Draft(Kind.HEAT, ("deals_won",), by="source", across="month", period="last_12_months", width=2),
        Draft(Kind.BARS, ("revenue_won",), by="company", period="last_12_months"),
    ),
)
READY: dict[str, Ready] = {one.key: one for one in (SELLER, HEAD, OWNER, MARKETING)}


def first_for(by: Actor) -> str:
    """The ready dashboard that somebody opens with: by how much of the company they answer for."""
    if by.is_admin:
        return OWNER.key
    if by.person is not None and by.person.role.read_scope in (Scope.OWN, Scope.NONE):
        return SELLER.key
    if by.person is not None and by.person.role.write_scope in (Scope.OWN, Scope.NONE):
        return SELLER.key if by.may_write else HEAD.key
    return HEAD.key
