"""What a widget says is what the catalogue answers, and every figure opens into the rows that make it."""

from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.dashboards.checks import checked
from penstock.dashboards.drafts import Compare, Draft, Kind, Whose, splits
from penstock.dashboards.drawing import draw
from penstock.dashboards.reading import Reading
from penstock.metrics.asked import read
from penstock.metrics.asking import ask, newest_closing
from penstock.metrics.catalogue import METRICS
from penstock.metrics.relative import RELATIVE
from penstock.targets.actions import set_target
from penstock.targets.models import Aim
from penstock.targets.periods import Period
from tests.dashboards.setting import busy

pytestmark = pytest.mark.django_db
HAPPENING = ("deals_won", "deals_lost", "revenue_won", "win_rate", "average_won_deal", "stage_entered", "losses")
STANDING = ("open_deals", "pipeline_value", "weighted_pipeline_value", "workload")


@st.composite
def drafts(draw_from):
    """A widget of any kind that has figures of its own."""
    kind = draw_from(st.sampled_from([Kind.FIGURE, Kind.BARS, Kind.TABLE, Kind.LEADERS, Kind.LINES, Kind.HEAT]))
    metric = draw_from(st.sampled_from(HAPPENING + STANDING))
    options = splits(METRICS[metric], kind)
    by = draw_from(st.sampled_from(options)) if options and kind != Kind.FIGURE else ""
    return Draft(
        kind,
        (metric,),
        by=by,
        across=draw_from(st.sampled_from(options)) if kind == Kind.HEAT and options else "",
        period=draw_from(st.sampled_from(list(RELATIVE))),
        compare=draw_from(st.sampled_from(Compare.values)),
        whose=draw_from(st.sampled_from(Whose.values)),
    )


@pytest.fixture
def page(world):
    return busy(world)


def at(url, by):
    """The figure that an address opens into its rows."""
    asked = read(QueryDict(urlsplit(url).query), newest_closing(by))
    return ask(QueryDict(urlsplit(url).query)["metric"], by=by, **asked.words()).value


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(draft=drafts(), role=st.sampled_from(["rep", "manager", "colleague", "owner", "viewer"]))
def test_every_figure_of_a_widget_is_the_answer_and_opens_into_its_rows(page, draft, role):
    try:
        known = checked(draft, page.actor("owner"))
    except Refused:
        assume(False)
    assume(known.kind != Kind.HEAT or not {"week", "day"} & {known.by, known.across})  # more than a picture holds
    by = page.actor(role)
    reading = Reading.of(by, QueryDict())
    drawn = draw(known, reading)
    scope = reading.scope(known)
    assert not drawn.problem
    split = [key for key in (known.by, known.across) if key]
    if known.kind == Kind.FIGURE:
        assert drawn.told["value"] == ask(known.metrics[0], by=by, **scope.words()).value == at(drawn.url, by)
        return
    cells = [cell for line in drawn.table.lines for cell in line.cells]
    if known.kind != Kind.LINES:
        rows = ask(known.metrics[0], by=by, split=split, **scope.words()).rows
        told = sorted(float(cell.value) for cell in cells if cell.value)
        assert told == sorted(float(row.value) for row in rows if row.value)
    for cell in cells:
        assert float(cell.value or 0) == pytest.approx(float(at(cell.url, by) or 0))


def test_a_widget_says_what_the_command_line_says(page):
    by = page.actor("owner")
    drawn = draw(Draft(Kind.TABLE, ("revenue_won", "win_rate"), by="owner", period="all"), Reading.of(by, QueryDict()))
    told = ask("revenue_won", by=by, split=["owner"]).as_json()["rows"]
    assert {line.label: float(line.cells[0].value) for line in drawn.table.lines} == {
        row["owner"]: row["value"] for row in told
    }


@pytest.mark.parametrize("kind", [Kind.FUNNEL, Kind.FLOW, Kind.COHORT])
def test_every_figure_of_a_picture_of_stages_opens_into_its_rows(page, kind):
    by = page.actor("owner")
    drawn = draw(Draft(kind, period="last_12_months"), Reading.of(by, QueryDict()))
    cells = [cell for line in drawn.table.lines for cell in line.cells if cell.url and cell.value]
    assert cells
    for cell in cells:
        asked = read(QueryDict(urlsplit(cell.url).query), newest_closing(by))
        answer = ask(QueryDict(urlsplit(cell.url).query)["metric"], by=by, **asked.words())
        if kind == Kind.FUNNEL:
            assert float(answer.value) == pytest.approx(float(cell.value))
        elif isinstance(cell.value, int):
            assert answer.rows[0].n == cell.value


def test_the_share_of_a_cohort_is_its_won_deals_divided_by_its_deals(page):
    by = page.actor("owner")
    drawn = draw(Draft(Kind.COHORT, period="last_12_months"), Reading.of(by, QueryDict()))
    for line in drawn.table.lines:
        opened, *shares = line.cells
        for cell in shares:
            won = at(cell.url, by)
            assert cell.value == pytest.approx(won / opened.value)


def test_what_flows_out_of_the_stages_is_what_left_them(page):
    by = page.actor("owner")
    reading = Reading.of(by, QueryDict())
    drawn = draw(Draft(Kind.FLOW, period="all"), reading)
    moved = sum(line.cells[1].value for line in drawn.table.lines)
    assert moved == sum(row.n for row in ask("stage_days", by=by, split=["stage", "next_stage"]).rows)


def test_a_filter_that_names_somebody_who_is_gone_is_told_in_the_widget(page):
    by = page.actor("owner")
    draft = Draft(Kind.FIGURE, ("revenue_won",), where=(("owner", "Gone"),))
    assert "Gone" in draw(draft, Reading.of(by, QueryDict())).problem


def test_the_address_of_a_page_counts_for_all_its_widgets(page):
    by = page.actor("owner")
    reading = Reading.of(by, QueryDict("period=all&owner=Rep"))
    drawn = draw(Draft(Kind.FIGURE, ("revenue_won",), period="this_month"), reading)
    assert drawn.told["value"] == ask("revenue_won", by=by, where=[("owner", "Rep")]).value


@pytest.mark.parametrize("kind", [Kind.BARS, Kind.TABLE])
def test_of_many_groups_the_screen_has_the_largest_and_says_how_many_the_file_has_besides(page, kind):
    by = page.actor("owner")
    draft, reading = Draft(kind, ("revenue_won",), by="owner", period="all"), Reading.of(by, QueryDict())
    whole, brief = draw(draft, reading), draw(draft, replace(reading, most=1))
    assert len(whole.table.lines) > 1 and whole.told["left"] == 0
    assert brief.table.lines == whole.table.lines[:1]
    assert brief.told["left"] == len(whole.table.lines) - 1


def test_a_widget_tells_a_plan_for_what_it_names_in_its_unit(world):
    by = world.actor("owner")
    period = Period.around("quarter", clock.day_of(clock.now(), world.workspace.zone))
    set_target(Aim.DEALS, period, Decimal(5), by=by)
    reading = Reading.of(by, QueryDict(""))
    named = Draft(Kind.FIGURE, ("plan_gap",), where=(("target_metric", "deals_won"),), period="this_quarter")
    assert draw(checked(named, by), reading).told["shown"] == "5"
    assert "What is wanted: Deals won" in draw(checked(named, by), reading).filtered
    of_revenue = replace(named, where=())
    assert draw(checked(of_revenue, by), reading).told["shown"] == "—"
    assert "target_metric" not in splits(METRICS["plan_gap"], Kind.BARS)
