"""The plan's figures: attainment, gap and pace by whom and when, seen only of those whom one may see."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import log_activity
from penstock.deals.actions import move_deal
from penstock.deals.models import Deal
from penstock.metrics.asking import ask, behind
from penstock.metrics.catalogue import METRICS
from penstock.metrics.planning import Standing
from penstock.metrics.question import WrongQuestion
from penstock.people.actions import add_special_day
from penstock.targets.actions import break_down_target, remove_target, set_target
from penstock.targets.models import Aim, Target
from penstock.targets.periods import Period, read_period
from penstock.targets.plans import WORKSPACE, person, team
from penstock.workspaces.models import Team

MARCH = {"from_on": date(2026, 3, 1), "until_on": date(2026, 4, 1)}
FRIDAY = date(2026, 3, 20)
ENTRIES = st.tuples(st.sampled_from(["rep", "manager", "colleague"]), st.integers(2, 28), st.integers(1, 9))


def won(world, owner, amount, day):
    """A deal that was won on a day."""
    at = datetime(2026, 3, day, 12, tzinfo=ZoneInfo("UTC"))
    deal = world.deal(f"{owner} {amount}", owner=owner, at=at, amount=Decimal(amount))
    return move_deal(deal, next(one for one in world.stages if one.kind == "won"), by=world.actor(owner), at=at)


def want(world, amount, whose, when="2026-03", **rest):
    return set_target(Aim.REVENUE, read_period(when), Decimal(amount), by=world.actor("owner"), whose=whose, **rest)


def of(world, role):
    return person(world.people[role].pk)


def told(by, key, split=(), **words):
    answer = ask(key, by=by, split=list(split), **{**MARCH, **words})
    return {row.group[0] if split else None: row.value for row in answer.rows}


@pytest.fixture
def march(world):
    """The rep won 640 of 1,000 by Friday the 20th, the manager 100 with no plan, the colleague nothing of 500."""
    want(world, 1000, of(world, "rep"))
    want(world, 500, of(world, "colleague"))
    won(world, "rep", 640, 10)
    won(world, "rep", 60, 25)
    won(world, "manager", 100, 11)
    return world


def test_the_worked_example_comes_out(march, owner):
    words = {"as_of": FRIDAY, "where": [("owner", "Rep")]}
    assert told(owner, "plan_attainment", **words) == {None: 0.64}
    assert told(owner, "plan_gap", **words) == {None: Decimal(360)}
    assert told(owner, "pace_needed", **words) == {None: pytest.approx(360 / 7)}


def test_a_holiday_makes_the_rest_more_urgent(march, owner):
    add_special_day("Rest", date(2026, 3, 30), date(2026, 3, 31), by=owner)
    assert told(owner, "pace_needed", as_of=FRIDAY, where=[("owner", "Rep")]) == {None: 72.0}


def test_by_owner_each_stands_against_their_own_plan(march, owner):
    assert told(owner, "plan_attainment", ["owner"]) == {"Colleague": 0.0, "Manager": None, "Rep": 0.7}
    assert told(owner, "plan_gap", ["owner"]) == {"Colleague": 500, "Manager": None, "Rep": 300}


def test_a_team_has_what_its_people_have_until_it_has_a_target_of_its_own(march, owner):
    assert told(owner, "plan_attainment", ["team"]) == {"North": 0.8, "South": 0.0}
    want(march, 2000, team(Team.objects.of(owner).get(name="North").pk))
    assert told(owner, "plan_attainment", ["team"]) == {"North": 0.4, "South": 0.0}
    want(march, 4000, WORKSPACE)
    assert told(owner, "plan_attainment") == {None: 0.2}


def test_who_sees_only_their_team_has_only_its_plan_and_deals(march, rep, stranger):
    want(march, 99_999, WORKSPACE)
    assert told(rep, "plan_gap") == {None: Decimal(200)}
    assert told(rep, "plan_gap", ["owner"]) == {"Rep": 300, "Manager": None}
    assert told(rep, "plan_gap", ["team"]) == {"North": 200}
    assert told(stranger, "plan_gap") == {None: None}


def test_no_filter_tells_the_plan_of_somebody_out_of_sight(march, rep):
    assert told(rep, "plan_gap", where=[("owner", "Colleague")]) == {None: None}
    assert told(rep, "plan_gap", where=[("team", "South")]) == {None: None}


def test_months_of_a_broken_down_quarter_stand_by_themselves(march, owner):
    quarter = want(march, 900, of(march, "manager"), "2026-Q1")
    break_down_target(quarter, "month", by=owner)
    words = {"from_on": date(2026, 1, 1), "where": [("owner", "Manager")]}
    assert told(owner, "plan_gap", ["month"], **words) == {"2026-01": 300, "2026-02": 300, "2026-03": 200}
    assert told(owner, "plan_gap", ["quarter"], **words) == {"2026-Q1": 800}
    assert told(owner, "plan_gap", **words) == {None: 800}


def test_weeks_of_a_month_add_up_to_it(march, owner):
    found = told(owner, "plan_gap", ["week"], where=[("owner", "Rep")])
    assert sum(found.values()) == 300 and len(found) == 6


def test_by_pipeline_only_targets_of_that_pipeline_count(march, owner):
    want(march, 100, WORKSPACE, pipeline=march.pipeline.pk)
    assert told(owner, "plan_attainment", ["pipeline"]) == {"Sales": 8.0}


def test_the_rows_behind_are_the_won_deals(march, owner):
    assert sum(row.amount for row in behind("plan_attainment", (), by=owner, **MARCH)) == 800


def test_a_plan_without_a_period_or_by_something_else_makes_no_sense(march, owner):
    for words in ({"from_on": None}, {"split": ["source"]}, {"where": [("month", "2026-03")]}):
        with pytest.raises(WrongQuestion):
            ask("plan_attainment", by=owner, **{**MARCH, **words})


def test_a_reached_plan_needs_no_pace_and_one_that_is_over_has_none():
    assert Standing(Decimal(10), Decimal(10), 0).pace == 0
    assert Standing(Decimal(9), Decimal(10), 0).pace is None
    assert Standing(Decimal(9), None, 5).pace is None
    assert Standing(Decimal(9), Decimal(0), 5).attainment is None


def test_the_aims_are_metrics_whose_figures_add_up():
    assert {METRICS[aim].figure for aim in Aim} <= {"count(*)", "coalesce(sum(amount), 0)"}
    assert Period.around("month", FRIDAY) == read_period("2026-03")


def call(world, role, day):
    at = datetime(2026, 3, day, 12, tzinfo=ZoneInfo("UTC"))
    deal = world.deal(owner=role, at=datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("UTC")))
    log_activity("call", "Asked", by=world.actor(role), deal=deal, at=at)


def test_a_plan_may_be_for_another_metric(march, owner):
    rep = of(march, "rep")
    set_target(Aim.DEALS, read_period("2026-03"), Decimal(5), by=owner, whose=rep)
    set_target(Aim.CALLS, read_period("2026-03"), Decimal(8), by=owner, whose=rep)
    for day in (2, 3, 25):
        call(march, "rep", day)
    words = {"as_of": FRIDAY, "where": [("owner", "Rep"), ("target_metric", "deals_won")]}
    assert told(owner, "plan_attainment", **words) == {None: 0.2}
    assert told(owner, "plan_gap", **words) == {None: 4}
    assert told(owner, "pace_needed", **words) == {None: pytest.approx(4 / 7)}
    calls = {"where": [("target_metric", "Calls_Made")]}
    assert told(owner, "plan_attainment", ["owner"], **calls)["Rep"] == 3 / 8
    assert told(owner, "plan_gap", as_of=FRIDAY, **calls) == {None: 6}
    assert len(behind("plan_gap", (), by=owner, **MARCH, **calls)) == 3
    assert ask("plan_gap", by=owner, **MARCH, **words).as_json()["unit"] == "deals"
    assert ask("pace_needed", by=owner, **MARCH, **calls).as_json()["unit"] == "activities a day"


def test_without_saying_so_a_plan_is_for_revenue(march, owner):
    plain = ask("plan_gap", by=owner, split=["owner"], **MARCH)
    said = ask("plan_gap", by=owner, split=["owner"], where=[("target_metric", "revenue_won")], **MARCH)
    assert plain.rows == said.rows and plain.as_json() == said.as_json()


def test_what_no_target_can_be_for_is_refused(march, owner):
    for where in (["happiness"], ["win_rate"], ["deals_won", "calls_made"], [None]):
        with pytest.raises(WrongQuestion):
            ask("plan_gap", by=owner, **MARCH, where=[("target_metric", one) for one in where])
    with pytest.raises(WrongQuestion):
        ask("plan_gap", by=owner, split=["target_metric"], **MARCH)
    with pytest.raises(WrongQuestion):
        ask("deals_won", by=owner, where=[("target_metric", "deals_won")], **MARCH)


def test_targets_for_another_metric_out_of_sight_stay_so(march, rep):
    set_target(Aim.CALLS, read_period("2026-03"), Decimal(8), by=march.actor("owner"), whose=of(march, "colleague"))
    call(march, "colleague", 4)
    calls = ("target_metric", "calls_made")
    assert told(rep, "plan_gap", where=[calls, ("owner", "Colleague")]) == {None: None}
    assert told(rep, "plan_gap", ["owner"], where=[calls]).get("Colleague") is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_aim_is_told_against_its_plan_as_a_slow_telling_has_it(world, data):
    """Random targets and work: attainment, gap and pace by owner are what plain sums of the rows come to."""
    by, aim = world.actor("owner"), data.draw(st.sampled_from(Aim))
    for target in Target.objects.of(by):
        remove_target(target, by=by)
    wanted = {}
    for role in data.draw(st.sets(st.sampled_from(["rep", "manager", "colleague"]))):
        wanted[role] = data.draw(st.integers(0, 20))
        set_target(aim, read_period("2026-03"), Decimal(wanted[role]), by=by, whose=of(world, role))
    for role, day, amount in data.draw(st.lists(ENTRIES, max_size=4)):
        won(world, role, amount, day) if aim.is_of_deals else call(world, role, day)
    as_of = data.draw(st.sampled_from([None, FRIDAY]))
    reached = {}
    for row in behind(aim.value, (), by=by, **MARCH, as_of=as_of):
        owner = Deal.unscoped.get(pk=row.deal_id).owner.name
        reached[owner] = reached.get(owner, Decimal(0)) + Decimal(row.amount)
    words = {"where": [("target_metric", aim.value)], "as_of": as_of}
    found = {key: told(by, key, ["owner"], **words) for key in ("plan_attainment", "plan_gap", "pace_needed")}
    for role in ("rep", "manager", "colleague"):
        name, plan = role.title(), wanted.get(role)
        actual = reached.get(name, Decimal(0))
        gap = None if plan is None else plan - actual
        assert found["plan_gap"].get(name) == gap
        assert found["plan_attainment"].get(name) == (float(actual) / plan if plan else None)
        if as_of and gap is not None:
            assert found["pace_needed"].get(name) == (pytest.approx(float(gap) / 7) if gap > 0 else 0)
