"""A set of targets that is not complete says so to those who set them, and to nobody else."""

from decimal import Decimal

import pytest

from penstock.common import clock
from penstock.people.actions import add_person
from penstock.targets.actions import set_target
from penstock.targets.models import Aim
from penstock.targets.periods import Period
from penstock.targets.plans import person
from penstock.workspaces.models import Team


@pytest.fixture
def month():
    return Period.around("month", clock.now().date())


@pytest.fixture
def three(world, owner):
    """Three people in the team North: the rep and two more."""
    north = Team.objects.of(owner).get(name="North")
    return [world.people["rep"], *(add_person(name, by=owner, team=north) for name in ("Ann", "Bob"))]


def want(owner, month, aim, *people):
    for one in people:
        set_target(aim, month, Decimal(5), by=owner, whose=person(one.pk))


def told(world, role):
    return world.client(role).get("/targets/").content.decode()


def test_who_lacks_what_the_others_have_is_named(world, owner, month, three):
    want(owner, month, Aim.REVENUE, *three)
    want(owner, month, Aim.CALLS, *three[:2])
    page = told(world, "manager")
    assert "Calls made: wanted of most of the team, but not of Bob" in page
    want(owner, month, Aim.CALLS, three[2])
    assert "but not of Bob" not in told(world, "manager")


def test_results_alone_and_work_alone_are_half_a_set(world, owner, month, three):
    assert "not complete" not in told(world, "owner")
    want(owner, month, Aim.REVENUE, *three)
    assert "Only results are wanted" in told(world, "owner")
    want(owner, month, Aim.MEETINGS, *three)
    assert "Only results" not in told(world, "owner")


def test_a_year_counts_for_its_months(world, owner, month, three):
    want(owner, Period.around("year", month.starts_on), Aim.MEETINGS, *three)
    assert "Only work is wanted" in told(world, "owner")
    want(owner, month, Aim.DEALS, *three)
    assert "Only work" not in told(world, "owner")


def test_who_sets_no_targets_is_not_bothered(world, owner, month, three):
    want(owner, month, Aim.REVENUE, *three)
    assert "not complete" not in told(world, "rep")
