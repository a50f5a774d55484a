"""The training plan: whoever does worse than the team is told what to practise there, and nobody else is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.common import clock
from penstock.deals.actions import lose_deal, move_deal
from penstock.people.actions import change_person
from penstock.playbooks.actions import add_playbook_entry, write_script
from tests.reports.asked import drawn, lines, values
from tests.world import World

pytestmark = pytest.mark.django_db
STEPS = [{"say": "Who decides?", "answers": [{"say": "I do", "to": 0}]}]


def left(world: World, role: str, count: int, goes_on: bool) -> None:
    """So many deals of somebody left the first stage."""
    by, now = world.actor("owner"), clock.now()
    for number in range(count):
        deal = world.deal(owner=role, at=now - timedelta(days=5 + number % 5))
        if goes_on:
            move_deal(deal, world.stages[1], by=by)
        else:
            lose_deal(deal, by=by, reason=world.reason)


@pytest.fixture(name="parted")
def parted_world(world: World) -> World:
    """The rep loses at the first stage what the manager, of the same team, brings on."""
    left(world, "rep", 14, False)
    left(world, "manager", 14, True)
    return world


def test_who_loses_at_a_stage_practises_what_its_playbook_says_about_talking(parted: World) -> None:
    owner, stage = parted.actor("owner"), parted.stages[0]
    write_script(stage, STEPS, by=owner)
    for name in ("Too dear", "Not now"):
        add_playbook_entry(stage, "objections", by=owner, name=name, answer="Listen")
    found = drawn("training", parted.actor("manager"))
    line = lines(found, "plan")[stage.name]
    assert line.under == "Rep" and line.url.endswith(f"?stage={stage.pk}")
    why, practise, example = values(found, "plan")[stage.name]
    assert "Rep" in str(why) and "0%" in str(why)
    assert practise == "talk through the script (1 step); answer 2 objections"
    assert example == "Manager, 100%"
    assert found.title == "1 seller has something to practise"


def test_a_stage_without_a_playbook_says_that_it_wants_one(parted: World) -> None:
    practise = values(drawn("training", parted.actor("manager")), "plan")[parted.stages[0].name][1]
    assert practise == "nothing is written for this stage; write its playbook"


def test_nobody_practises_what_chance_would_make(world: World) -> None:
    left(world, "rep", 12, False)
    left(world, "manager", 12, False)
    found = drawn("training", world.actor("manager"))
    assert [table.key for table in found.tables] == ["even"]
    assert found.tables[0].title == "No worse than the team by more than chance would"
    assert values(found, "even") == {"Manager": [12], "Rep": [12]}


def test_newcomers_go_through_the_playbook(world: World) -> None:
    left(world, "rep", 3, True)
    left(world, "manager", 14, True)
    assert list(values(drawn("training", world.actor("manager")), "newcomers")) == ["Rep"]


def test_others_plans_are_not_seen(parted: World) -> None:
    change_person(parted.people["rep"], by=parted.actor("owner"), team=None)
    assert values(drawn("training", parted.actor("stranger")), "plan") == {}
    assert values(drawn("training", parted.actor("colleague")), "plan") == {}


def test_the_number_of_questions_does_not_grow_with_deals(parted: World) -> None:
    def asked() -> int:
        drawn("training", parted.actor("manager"))
        with CaptureQueriesContext(connection) as queries:
            drawn("training", parted.actor("manager"))
        return sum("journal_event" not in query["sql"] for query in queries)

    before = asked()
    left(parted, "rep", 10, False)
    assert asked() == before
