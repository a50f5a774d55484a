"""Who set which target when: nothing that was set is forgotten, and everybody reads only what they may."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.journal.projections import PROJECTIONS
from penstock.targets.actions import break_down_target, remove_target, set_target
from penstock.targets.models import Aim, TargetChange
from penstock.targets.periods import read_period
from penstock.targets.plans import WORKSPACE, person

YEAR, MARCH = read_period("2026"), read_period("2026-03")
URL = "/targets/history/?period=2026"


def text(world, role, url=URL):
    answer = world.client(role).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def want(by, amount, when=MARCH, whose=WORKSPACE):
    return set_target(Aim.REVENUE, when, Decimal(amount), by=by, whose=whose)


def test_a_target_that_changes_keeps_what_it_was_and_who_said_so(world, owner, manager):
    rep = person(world.people["rep"].pk)
    want(owner, 1000, whose=rep)
    want(manager, 1250, whose=rep)
    remove_target(want(manager, 1250, whose=rep), by=owner)
    rows = [(one.before, one.amount, str(one.set_by)) for one in TargetChange.objects.of(owner)]
    assert rows == [(1250, None, "Owner"), (1000, 1250, "Manager"), (None, 1000, "Owner")]
    page = text(world, "manager")
    assert "$1,250" in page and "$1,000" in page and "taken back" in page and "Manager" in page


def test_setting_one_period_leaves_the_story_of_the_others(owner, world):
    want(owner, 12000, YEAR)
    break_down_target(want(owner, 12000, YEAR), "month", by=owner)
    want(owner, 500)
    assert TargetChange.objects.of(owner).count() == 14
    assert text(world, "owner", "/targets/history/?period=2026-03").count("<time") >= 3
    april = text(world, "owner", "/targets/history/?period=2026-04")
    assert "$500<" not in april and "$12,000" in april and "$1,000" in april


def test_a_year_that_nobody_has_set_says_what_will_be_here(world):
    assert "Nobody has set a target in this time yet" in text(world, "rep", "/targets/history/?period=2031")


def test_nobody_reads_the_story_of_targets_that_they_may_not_read(world, owner):
    want(owner, 91)
    want(owner, 92, whose=person(world.people["colleague"].pk))
    want(owner, 93, whose=person(world.people["rep"].pk))
    page = text(world, "rep")
    assert "$93" in page and "$92" not in page and "$91" not in page
    assert "$9" not in text(world, "stranger")


def test_the_story_that_was_kept_is_the_story_that_is_drawn_anew(world, owner):
    rep = person(world.people["rep"].pk)
    for amount in (3, 5, 8):
        want(owner, amount, whose=rep)
    remove_target(want(owner, 8, whose=rep), by=owner)
    set_target(Aim.REVENUE, MARCH, Decimal("7.25"), by=owner, whose=rep, currency="EUR")
    projection = PROJECTIONS["targets.changes"]
    before = projection.picture(owner)
    projection.rebuild(owner)
    assert projection.picture(owner) == before and len(before[0]) == 5


@pytest.mark.parametrize("role", ["owner", "rep"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_changes(world, owner, role):
    def asked():
        client = world.client(role)
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    rep = person(world.people["rep"].pk)
    want(owner, 1, whose=rep)
    few = asked()
    for amount in range(2, 60):
        want(owner, amount, whose=rep)
    assert asked() <= few + 1
