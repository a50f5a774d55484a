"""Nobody reaches through an automation what they could not reach themselves."""

import pytest

from penstock.activities.models import Activity
from penstock.automation.actions import make_automation, switch_automation_on
from penstock.automation.models import Run, RunState
from penstock.automation.rehearsing import rehearse
from penstock.automation.rules import read_rule
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import open_deal, remove_deal, win_deal
from penstock.people.actions import add_person
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor
from tests.automation.setting import NOTE, TASK, a_rule, runs, switched_on, work

pytestmark = pytest.mark.django_db
HOME = "/settings/automations/"


@pytest.mark.parametrize("role", ["rep", "manager", "viewer"])
def test_only_an_administrator_sets_them_up(world, role):
    with pytest.raises(NotPermitted):
        make_automation("Mine", by=world.actor(role))
    assert world.client(role).get(HOME).status_code == 403


def test_what_belongs_to_another_workspace_is_not_there(world, owner, stranger):
    stage, person = Stage.objects.of(stranger).first(), world.people["stranger"]
    rules = (
        a_rule("enters", NOTE, stage=stage.pk),
        a_rule("won", ("move", {"stage": stage.pk, "loss_reason": ""})),
        a_rule("won", ("assign", {"who": f"person:{person.pk}"})),
        a_rule("won", ("open", {"pipeline": stage.pipeline_id, "name": "", "who": "owner", "type": ""})),
        a_rule("won", NOTE, if_=f"stage={stage.pk}"),
    )
    for rule in rules:
        with pytest.raises(Refused):
            switch_automation_on(make_automation("Theirs", rule, by=owner), by=owner)


def test_another_workspaces_events_start_nothing_here(world, owner, stranger):
    automation = switched_on(a_rule("won", TASK), owner)
    win_deal(open_deal("Theirs", by=stranger), by=stranger)
    work()
    assert runs(automation) == []


def test_a_dry_run_tells_its_reader_only_of_deals_they_may_read(world, rep, owner):
    win_deal(world.deal("Secret"), by=rep)
    role = world.people["owner"].role
    everything = read_rule(a_rule("won", NOTE), Actor.of_person(add_person("Boss", by=owner, role="owner")))
    role.pk, role.key, role.read_scope, role._state.adding = None, "narrow", "own", True
    role.save()
    narrow = Actor.of_person(add_person("Narrow", by=owner, role="narrow"))
    assert rehearse(everything).count == 1
    assert rehearse(everything, reader=narrow).count == 0


def test_the_runs_of_a_removed_deal_are_out_of_sight_with_it(world, rep, owner):
    switched_on(a_rule("won", NOTE), owner)
    deal = world.deal("Gone")
    win_deal(deal, by=rep)
    work()
    remove_deal(deal, by=rep)
    assert not Run.objects.of(owner).exists()
    assert "Gone" not in world.client("owner").get(f"{HOME}runs/").content.decode()


def test_a_rule_that_no_form_made_is_refused(world, owner):
    for rule in (
        a_rule("__class__", NOTE),
        a_rule("won", ("eval", {"text": "1"})),
        a_rule("won", *[NOTE] * 21),
        a_rule("won", ("note", {"text": "x" * 30_000, "on": ""})),
    ):
        with pytest.raises(Refused):
            make_automation("Odd", rule, by=owner)


def test_a_refused_step_leaves_nothing_behind(world, rep, owner):
    automation = switched_on(a_rule("won", TASK, ("join", {"who": "owner", "role": "expert"}), NOTE), owner)
    role = world.people["owner"].role
    role.write_scope = "none"
    role.save()
    win_deal(world.deal(), by=rep)
    work()
    (run,) = runs(automation)
    assert run.state == RunState.REFUSED
    assert not Activity.objects.of(owner).exists()
