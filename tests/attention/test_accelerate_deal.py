"""An accelerated plan shares the days out as won deals needed them, and becomes a task for each stage, once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from penstock.activities.models import Activity
from penstock.attention.accelerating import accelerated
from penstock.attention.actions import accelerate_deal
from penstock.attention.models import StageNorm
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import win_deal
from penstock.workspaces.calendar import calendar_of
from tests.world import World

pytestmark = pytest.mark.django_db
USUAL = (10.0, 20.0, 30.0, 40.0)


@pytest.fixture(name="learnt")
def learnt_world(world: World) -> World:
    for stage, days in zip(world.stages, USUAL, strict=False):
        row = {"pipeline_id": stage.pipeline_id, "stage_id": stage.pk, "deals": 30, "median": days, "p75": days}
        StageNorm(workspace=world.workspace, **row).save()
    return world


def in_days(world: World, days: int) -> date:
    return clock.day_of(clock.now(), world.workspace.zone) + timedelta(days=days)


def test_the_days_are_shared_out_as_won_deals_needed_them(learnt: World) -> None:
    plan = accelerated(learnt.fresh(learnt.deal()), learnt.actor("rep"), in_days(learnt, 70))
    assert [one.stage for one in plan.stages] == learnt.stages[:4]
    assert [one.usual for one in plan.stages] == pytest.approx(USUAL, abs=0.1)
    assert [one.given / plan.given for one in plan.stages] == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=0.01)
    days = calendar_of(learnt.workspace).days_between(clock.now(), plan.stages[-1].until)
    assert days == pytest.approx(plan.given, abs=0.1) and plan.is_faster
    assert [one.until for one in plan.stages] == sorted(one.until for one in plan.stages)


def test_what_is_proposed_is_twice_as_fast_unless_the_expected_close_is_sooner(learnt: World) -> None:
    by, soon = learnt.actor("rep"), in_days(learnt, 20)
    plan = accelerated(learnt.fresh(learnt.deal()), by)
    assert plan.given == pytest.approx(50, abs=2)
    assert accelerated(learnt.fresh(learnt.deal(expected_close_on=soon)), by).until == soon


def test_each_stage_becomes_a_task_and_doing_it_twice_is_doing_it_once(learnt: World) -> None:
    deal, by, until = learnt.deal(), learnt.actor("rep"), in_days(learnt, 30)
    planned = accelerate_deal(deal, until, by=by)
    assert len(planned) == 4 and learnt.fresh(deal).expected_close_on == until
    assert accelerate_deal(deal, until, by=by) == []
    assert Activity.objects.of(by).count() == 4
    assert {one.owner_id for one in planned} == {learnt.people["rep"].pk}


def test_a_day_that_is_past_and_a_closed_deal_are_refused(learnt: World) -> None:
    deal, by = learnt.deal(), learnt.actor("rep")
    with pytest.raises(Refused, match="after today"):
        accelerate_deal(deal, in_days(learnt, 0), by=by)
    win_deal(deal, by=by)
    with pytest.raises(Refused, match="not open"):
        accelerate_deal(deal, in_days(learnt, 9), by=by)


def test_others_may_not(learnt: World) -> None:
    for role in ("colleague", "viewer", "stranger"):
        with pytest.raises(NotPermitted):
            accelerate_deal(learnt.deal(), in_days(learnt, 9), by=learnt.actor(role))


def test_it_is_looked_at_and_carried_out_on_the_screen(learnt: World) -> None:
    deal, client = learnt.deal(), learnt.client("rep")
    url = reverse("attention:accelerate", args=[deal.pk])
    page = client.get(url).content.decode()
    assert "Qualification" in page and "Plan these tasks" in page
    assert client.post(url, {"until": "2001-01-01"}, headers={"HX-Request": "true"}).status_code == 422
    assert client.post(url, {"until": in_days(learnt, 30).isoformat()}).status_code == 302
    assert Activity.objects.of(learnt.actor("rep")).count() == 4
