"""Of many events only those are looked at one by one on which an automation may run; the rest costs a few queries."""

from datetime import timedelta
from decimal import Decimal

import pytest

from penstock.automation.firing import wanted
from penstock.automation.sieving import sift
from penstock.common import clock
from penstock.deals.actions import change_deal, move_deal
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.people.actions import deactivate_person
from penstock.workspaces.actor import Actor
from tests.automation.setting import TASK, a_rule, runs, switched_on, work
from tests.world import World

pytestmark = pytest.mark.django_db


def heard(by: Actor) -> list[Event]:
    question = wanted(by)
    return list(Event.objects.of(by).filter(question).order_by("position")) if question is not None else []


def names(world: World) -> list[str]:
    """The deals of the events that are left to be looked at."""
    events = sift(world.system, heard(world.system))
    rows = Deal.objects.of(world.system).filter(pk__in=[event.deal_id for event in events])
    return sorted(rows.values_list("name", flat=True))


def test_deals_that_do_not_fit_are_left_out_at_once(world: World, rep: Actor, owner: Actor) -> None:
    switched_on(a_rule("enters", TASK, if_="value_from=1000", stage=world.stages[1].pk), owner)
    for name, amount in (("Big", 5000), ("Small", 5)):
        move_deal(world.deal(name, amount=Decimal(amount)), world.stages[1], by=rep)
    assert names(world) == ["Big"]


def test_an_automation_whose_owner_left_still_says_so(world: World, rep: Actor, owner: Actor) -> None:
    manager = world.people["manager"]
    one = switched_on(a_rule("enters", TASK, if_="value_from=1000", stage=world.stages[1].pk), owner)
    type(one).objects.on([one.pk], "pk__in").update(owner=manager)
    deactivate_person(manager, by=owner)
    move_deal(world.deal("Small", amount=Decimal(5)), world.stages[1], by=rep)
    assert names(world) == ["Small"]
    work()
    assert [run.state for run in runs(one)] == ["held"]


def test_of_changed_dates_only_those_that_come_too_late_are_left(world: World, rep: Actor, owner: Actor) -> None:
    today = clock.day_of(clock.now(), world.workspace.zone)
    rule = a_rule("moment", TASK, count=3, unit="days", side="before", date="expected_close_on")
    switched_on(rule, owner)
    for name, days in (("Soon", 1), ("Far", 90)):
        change_deal(world.deal(name), by=rep, expected_close_on=today + timedelta(days=days))
    assert names(world) == ["Soon"]


def test_the_number_of_events_costs_no_queries(
    world: World, rep: Actor, owner: Actor, django_assert_max_num_queries
) -> None:
    switched_on(a_rule("enters", TASK, if_="value_from=1000", stage=world.stages[1].pk), owner)
    for n in range(20):
        move_deal(world.deal(f"Deal {n}", amount=Decimal(5)), world.stages[1], by=rep)
    events = heard(world.system)
    with django_assert_max_num_queries(12):
        assert sift(world.system, events) == []
