"""The gate that asks for a process, through every door, and what automation does with processes."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.automation.actions import undo_run
from penstock.automation.models import RunState
from penstock.cli.export import command as export
from penstock.cli.processes import command
from penstock.common.errors import Unready
from penstock.deals.actions import move_deal, set_stage_rules
from penstock.deals.gates.rules import Draft
from penstock.deals.models import StageRule
from penstock.processes.actions import hand_over_process, move_process, retire_process_kind, start_process
from penstock.processes.models import Process
from tests.automation.setting import a_rule, runs, switched_on, work
from tests.deals.gates.test_doors import ASKED, PHASES, TakenBack
from tests.notifications.setting import told
from tests.processes.test_processes import fresh, shipment, stages_of
from tests.world import build_world

pytestmark = pytest.mark.django_db


def ask(world, kind, stage=0, on=1):
    """The stage asks for a process of the kind."""
    draft = Draft("process", {"process_kind": kind.pk, "stage": stage})
    set_stage_rules(world.stages[on], "entry", [draft], by=world.actor("owner"))


def missing(deal, stage, by):
    """What the move lacks, in words; nothing when it went."""
    try:
        move_deal(deal, stage, by=by)
    except Unready as problem:
        return [one.sentence for one in problem.missing]
    return []


def test_it_is_to_be_started_and_then_to_be_done(world, rep):
    kind, deal = shipment(world), world.deal()
    ask(world, kind)
    assert missing(deal, world.stages[1], rep) == ["“Shipment” has not been started."]
    process = start_process(deal, kind, by=rep)
    assert missing(deal, world.stages[1], rep) == ["“Shipment” is not done."]
    move_process(process, stages_of(kind)[3], by=rep)
    assert missing(deal, world.stages[1], rep) == []


def test_a_dropped_one_does_not_count_and_all_others_have_to_be_far_enough(world, rep):
    kind, deal = shipment(world), world.deal()
    _first, second, third, done, dropped = stages_of(kind)
    ask(world, kind, second.pk)
    one, other = (start_process(deal, kind, by=rep) for _number in range(2))
    move_process(one, dropped, by=rep)
    move_process(other, dropped, by=rep)
    assert missing(deal, world.stages[1], rep) == ["“Shipment” has not been started."]
    move_process(one, done, by=rep)
    move_process(other, stages_of(kind)[0], by=rep)
    assert missing(deal, world.stages[1], rep) == ["“Shipment” has not come as far as “Packed”."]
    move_process(other, third, by=rep)
    assert missing(deal, world.stages[1], rep) == []


def test_the_rule_is_made_on_the_screen_and_held_while_its_process_is_retired(world, rep, owner):
    kind, deal = shipment(world), world.deal()
    url = reverse("deals:add_rule", args=[world.stages[1].pk, "entry", "process"])
    sent = world.client("owner").post(url, {"reached": f"{kind.pk}:{stages_of(kind)[1].pk}", "passing": "on"})
    assert sent.status_code == 302
    told = world.client("owner").get(reverse("deals:stage_rules", args=[world.stages[1].pk])).content.decode()
    assert "“Shipment” has come as far as “Packed”" in told
    retire_process_kind(kind, by=owner)
    assert StageRule.unscoped.get().held == "Shipment"
    assert "no longer there" in missing(deal, world.stages[1], rep)[0]


def test_the_dialog_starts_one_and_moves_it_on(world, rep):
    kind, deal = shipment(world), world.deal()
    ask(world, kind)
    client, gate = world.client("rep"), f"{reverse('deals:gate', args=[deal.pk])}?stage={world.stages[1].pk}"
    start = reverse("processes:start", args=[deal.pk, kind.pk])
    assert f"{start}?then=" in client.get(gate).content.decode()
    begun = client.post(f"{start}?then={gate}", {"title": "To Berlin"}, HTTP_HX_REQUEST="true")
    assert begun.status_code == 302 and begun.url == gate
    process = Process.unscoped.get()
    told = client.get(gate).content.decode()
    assert "“To Berlin” to Delivered" in told and f"{start}?then=" not in told
    moved = client.post(
        f"{reverse('processes:move', args=[process.pk])}?then={gate}", {"process_stage": stages_of(kind)[3].pk}
    )
    assert moved.status_code == 302 and "Nothing is missing" in client.get(gate).content.decode()


@pytest.mark.django_db(transaction=False)
@settings(max_examples=10, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_door_answers_alike(data):
    """A rule about a process and a process somewhere: the same answer through each door."""
    with TakenBack():
        world = build_world()
        kind, rep, deal = shipment(world), world.actor("rep"), world.deal()
        stages = stages_of(kind)
        ask(world, kind, data.draw(st.sampled_from((0, stages[1].pk))), on=data.draw(st.sampled_from((1, 2))))
        for _number in range(data.draw(st.integers(0, 2), label="processes")):
            move_process(start_process(deal, kind, by=rep), data.draw(st.sampled_from(stages)), by=rep)
        after = data.draw(st.sampled_from(world.stages[1:3]), label="to")
        answers = {name: door(world, deal, after) for name, door in ASKED.items()}
        assert len(set(answers.values())) == 1, answers


def test_automation_starts_one_and_takes_it_back(world, rep, owner):
    kind = shipment(world)
    step = ("process", {"process_kind": kind.pk, "title": "Ship {deal}", "who": "owner", "on": ""})
    automation = switched_on(a_rule("enters", step, stage=world.stages[1].pk), owner)
    move_deal(world.deal(), world.stages[1], by=rep)
    work()
    process = Process.unscoped.get()
    assert (process.title, process.responsible_id) == ("Ship Big order", rep.person_id)
    (run,) = runs(automation)
    assert run.state == RunState.DONE
    undo_run(run, by=owner)
    assert fresh(process).removed_at is not None


def test_automation_hears_of_a_process_that_enters_a_stage(world, rep, owner):
    kind, deal = shipment(world), world.deal()
    done = stages_of(kind)[3]
    step = ("note", {"text": "Delivered", "on": ""})
    automation = switched_on(a_rule("process", step, process_stage=done.pk), owner)
    process = start_process(deal, kind, by=rep)
    work()
    assert not runs(automation)
    move_process(process, done, by=rep)
    work()
    assert [run.state for run in runs(automation)] == [RunState.DONE]


def test_who_is_made_responsible_is_told(world, rep, manager):
    kind, deal = shipment(world), world.deal()
    work()
    process = start_process(deal, kind, by=rep, title="To Rome", responsible=world.people["rep"])
    hand_over_process(process, world.people["manager"], by=rep)
    work()
    assert told(rep) == []
    assert told(manager) == ["Rep made you responsible for “Shipment: To Rome” of the deal “Big order”."]


def run(*arguments, entry=command):
    return CliRunner().invoke(entry, [*map(str, arguments), "--workspace", "Ours"])


def test_the_command_line_starts_moves_and_lists(world, rep):
    kind, deal = shipment(world), world.deal()
    begun = run("start", deal.pk, "shipment", "--title", "To Rome", "--due", "2030-01-02", "--format", "json")
    told = json.loads(begun.stdout)
    assert (told["title"], told["stage"], told["due_on"]) == ("To Rome", "To prepare", "2030-01-02")
    moved, again = (run("move", told["process"], "Packed", "--as", "rep@demo.test") for _time in range(2))
    assert "is in Packed now" in moved.output and "already" in again.output
    assert "To Rome" in run("list").output
    listed = json.loads(run("list", kind.pk, "--as", "rep@demo.test", "--format", "json").stdout)
    assert [one["stage"] for one in listed["processes"]] == ["Packed"]
    assert json.loads(run("list", "--as", "colleague@demo.test", "--format", "json").stdout)["count"] == 0


def test_a_wrong_name_on_the_command_line_is_a_sentence(world):
    kind = shipment(world)
    process = start_process(world.deal(), kind, by=world.actor("rep"))
    for words in (("start", world.deal().pk, "Nothing"), ("move", 999999, "Packed"), ("move", process.pk, "Nowhere")):
        assert run(*words).exit_code == 1
    assert run("move", process.pk, "Packed", "--as", "viewer@demo.test").exit_code == 1


def test_processes_are_written_to_a_file(world, rep):
    kind = shipment(world)
    start_process(world.deal(), kind, by=rep, title="To Rome")
    written = run("processes", "--where", "kind=Shipment", entry=export).output
    assert "To Rome" in written and "To prepare" in written
    assert "To Rome" not in run("processes", "--where", "show=closed", entry=export).output
    page = world.client("rep").get(reverse("processes:of_kind", args=[kind.pk])).content.decode()
    assert "/exports/processes.csv" in page
