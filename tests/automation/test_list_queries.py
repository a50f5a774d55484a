"""The list of automations costs as many queries for many as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.automation.actions import make_automation
from penstock.automation.queries import automation_lines
from penstock.workspaces.models import Team
from tests.automation.setting import NOTE, TASK, a_rule

pytestmark = pytest.mark.django_db(transaction=True)


def queries(world):
    by = world.actor("owner")
    by.workspace.may_keep = True
    with CaptureQueriesContext(connection) as asked:
        lines = automation_lines(by)
    return len(lines), len(asked)


def test_a_list_of_twenty_costs_no_more_than_one_of_two(world, owner):
    def make(count):
        for number in range(count):
            stage, team = world.stages[number % 3], Team.objects.of(owner).order_by("pk")[number % 2]
            steps = (TASK, NOTE, ("move", {"stage": stage.pk}), ("assign", {"who": "least", "team": team.pk}))
            if_ = f"value_from=1000&owner={world.people['rep'].pk}"
            make_automation(f"Number {number}", a_rule("enters", *steps, stage=stage.pk, if_=if_), by=owner)

    make(2)
    few, asked = queries(world)
    make(18)
    many, asked_then = queries(world)
    assert (few, many) == (2, 20)
    assert asked_then == asked < 15
