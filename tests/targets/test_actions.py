"""Targets are set, handed down and taken back; each change is in the journal, and the parts are exactly the whole."""

from datetime import date
from decimal import Decimal

import pytest

from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.people.actions import add_special_day, add_team, change_team
from penstock.pipelines.models import Pipeline
from penstock.targets.actions import Into, Part, Ways, break_down_target, parts_of, remove_target, set_target
from penstock.targets.models import Aim, Target
from penstock.targets.periods import read_period
from penstock.targets.plans import WORKSPACE, Plans, person, team, whose_of
from penstock.workspaces.models import ExchangeRate, Team

YEAR, MARCH = read_period("2026"), read_period("2026-03")


def kinds(by):
    return list(Event.objects.of(by).filter(kind__startswith="target.").values_list("kind", flat=True))


def north(by):
    return team(Team.objects.of(by).get(name="North").pk)


def test_a_target_set_twice_is_set_once_and_its_changes_are_told(owner):
    first = set_target(Aim.REVENUE, MARCH, Decimal(1000), by=owner)
    assert set_target(Aim.REVENUE, MARCH, Decimal(1000), by=owner) == first
    set_target(Aim.REVENUE, MARCH, Decimal(1200), by=owner)
    events = Event.objects.of(owner).filter(kind="target.set").order_by("position")
    assert [(event.data["amount"], event.data.get("before")) for event in events] == [
        ("1000", None),
        ("1200", "1000.00"),
    ]
    assert Target.objects.of(owner).get().amount == 1200


def test_another_period_keeps_what_was_set_for_the_others(owner):
    set_target(Aim.REVENUE, YEAR, Decimal(12000), by=owner)
    set_target(Aim.REVENUE, MARCH, Decimal(500), by=owner)
    set_target(Aim.REVENUE, read_period("2026-Q1"), Decimal(3000), by=owner)
    assert Target.objects.of(owner).count() == 3


def test_a_head_sets_the_targets_of_the_team_and_its_people_only(world, manager, owner):
    set_target(Aim.REVENUE, MARCH, Decimal(1), by=manager, whose=north(owner))
    set_target(Aim.REVENUE, MARCH, Decimal(1), by=manager, whose=person(world.people["rep"].pk))
    south = team(Team.objects.of(owner).get(name="South").pk)
    for whose in (WORKSPACE, south, person(world.people["colleague"].pk), person(world.people["stranger"].pk)):
        with pytest.raises(NotPermitted):
            set_target(Aim.REVENUE, MARCH, Decimal(1), by=manager, whose=whose)


def test_who_writes_only_their_own_records_sets_no_target_not_even_their_own(world, rep, viewer):
    for by in (rep, viewer):
        for whose in (WORKSPACE, person(by.person.pk), person(world.people["manager"].pk)):
            with pytest.raises(NotPermitted):
                set_target(Aim.REVENUE, MARCH, Decimal(1), by=by, whose=whose)


def test_one_sees_the_targets_of_those_whose_records_one_may_read(world, rep, owner, viewer, stranger):
    south = team(Team.objects.of(owner).get(name="South").pk)
    for whose in (WORKSPACE, north(owner), south, *(person(world.people[one].pk) for one in ("rep", "colleague"))):
        set_target(Aim.DEALS, MARCH, Decimal(3), by=owner, whose=whose)
    seen = {whose_of(row) for row in Target.objects.of(rep)}
    assert seen == {north(owner), person(world.people["rep"].pk)}
    assert Target.objects.of(viewer).count() == 5 and not Target.objects.of(stranger).count()


def test_a_year_is_broken_down_into_months_that_add_up_to_it(owner):
    year = set_target(Aim.REVENUE, YEAR, Decimal("1000.00"), by=owner)
    months = break_down_target(year, Into.MONTHS, by=owner)
    assert len(months) == 12 and sum(one.amount for one in months) == 1000
    assert {one.amount for one in months} == {Decimal("83.33"), Decimal("83.34")}
    assert kinds(owner).count("target.set") == 13 and kinds(owner)[-1] == "target.broken_down"


def test_by_working_days_a_month_with_a_holiday_gets_less(owner):
    add_special_day("Spring", date(2026, 3, 2), date(2026, 3, 6), by=owner)
    quarter = set_target(Aim.REVENUE, read_period("2026-Q1"), Decimal(5900), by=owner)
    months = break_down_target(quarter, Into.MONTHS, Ways.WORKING_DAYS, by=owner)
    assert [one.amount for one in months] == [2200, 2000, 1700]


def test_a_teams_target_goes_to_its_people_by_what_they_came_to_a_year_before(world, owner, manager):
    whole = set_target(Aim.DEALS, MARCH, Decimal(10), by=owner, whose=north(owner))
    rep, head = (person(world.people[one].pk) for one in ("rep", "manager"))
    rows = break_down_target(
        whole, Into.BELOW, Ways.LAST_YEAR, by=manager, weights={Part(rep, MARCH): 2, Part(head, MARCH): 1}
    )
    assert {whose_of(row): row.amount for row in rows} == {rep: 7, head: 3}


def test_the_workspaces_target_goes_to_the_teams_on_top(world, owner):
    above = add_team("All of north", by=owner)
    change_team(Team.objects.of(owner).get(name="North"), by=owner, name="North", parent=above)
    whole = set_target(Aim.REVENUE, MARCH, Decimal(100), by=owner)
    south = team(Team.objects.of(owner).get(name="South").pk)
    assert [part.whose for part in parts_of(whole, Into.BELOW, by=owner)] == [team(above.pk), south]


def test_there_is_nothing_to_break_a_month_or_a_person_down_into(world, owner):
    month = set_target(Aim.REVENUE, MARCH, Decimal(1), by=owner, whose=person(world.people["rep"].pk))
    for into in Into:
        with pytest.raises(Refused):
            break_down_target(month, into, by=owner)


def test_a_removed_target_is_gone_but_its_story_stays(owner):
    target = set_target(Aim.REVENUE, MARCH, Decimal(1), by=owner)
    assert remove_target(target, by=owner) and remove_target(target, by=owner) is None
    assert kinds(owner) == ["target.set", "target.removed"]


def test_what_makes_no_sense_is_refused_at_its_field(world, owner):
    for aim, amount, pipeline, field in (
        (Aim.REVENUE, Decimal(-1), None, "amount"),
        (Aim.REVENUE, Decimal("0.001"), None, "amount"),
        (Aim.DEALS, Decimal("1.5"), None, "amount"),
        (Aim.CALLS, Decimal(1), world.pipeline.pk, "pipeline"),
    ):
        with pytest.raises(Refused) as refused:
            set_target(aim, MARCH, amount, by=owner, pipeline=pipeline)
        assert field in refused.value.fields


def test_a_pipeline_of_another_company_is_none(owner, stranger):
    theirs = Pipeline.objects.of(stranger).get().pk
    with pytest.raises(NotPermitted):
        set_target(Aim.REVENUE, MARCH, Decimal(1), by=owner, pipeline=theirs)


def test_plans_are_built_up_from_below_where_nothing_is_set_above(world, owner, rep):
    for role, amount in (("rep", 10), ("manager", 20), ("colleague", 40)):
        set_target(Aim.REVENUE, MARCH, Decimal(amount), by=owner, whose=person(world.people[role].pk))
    plans = Plans(owner, Aim.REVENUE, MARCH.span)
    assert plans.plan(north(owner), MARCH.span) == 30 and plans.plan(WORKSPACE, MARCH.span) == 70
    set_target(Aim.REVENUE, MARCH, Decimal(100), by=owner)
    plans = Plans(owner, Aim.REVENUE, MARCH.span)
    assert plans.plan(WORKSPACE, MARCH.span) == 100 and plans.built_up(WORKSPACE, MARCH.span) == 70
    assert Plans(rep, Aim.REVENUE, MARCH.span).everybodys(MARCH.span) == 30


def test_a_plan_in_another_currency_is_worth_what_it_was_on_its_first_day(owner):
    set_target(Aim.REVENUE, MARCH, Decimal(100), by=owner, currency="EUR")
    assert Plans(owner, Aim.REVENUE, MARCH.span).plan(WORKSPACE, MARCH.span) is None
    for day, rate in ((date(2026, 2, 1), "1.2"), (date(2026, 3, 9), "2")):
        ExchangeRate(workspace=owner.workspace, currency="EUR", on=day, rate=Decimal(rate)).save()
    assert Plans(owner, Aim.REVENUE, MARCH.span).plan(WORKSPACE, MARCH.span) == 120


def test_the_pipelines_targets_add_up_where_there_is_none_of_all(world, owner):
    set_target(Aim.REVENUE, MARCH, Decimal(7), by=owner, pipeline=world.pipeline.pk)
    plans = Plans(owner, Aim.REVENUE, MARCH.span)
    assert plans.plan(WORKSPACE, MARCH.span) == 7 == plans.plan(WORKSPACE, MARCH.span, world.pipeline.pk)


def test_periods_are_read_as_they_are_written():
    for text in ("2026", "2026-Q4", "2026-12"):
        assert str(read_period(text)) == text
    for text in ("26", "2026-Q5", "2026-13", "soon", "2026-1"):
        with pytest.raises(Refused):
            read_period(text)
