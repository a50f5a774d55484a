"""Processes beside deals: begun, moved, handed over, changed, removed and taken back, with every stay kept."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from penstock.common import clock
from penstock.common.errors import Conflict, NotPermitted, Refused
from penstock.deals.actions import assign_deal, remove_deal
from penstock.deals.models import ProcessStage
from penstock.journal.models import Event
from penstock.journal.projections import PROJECTIONS
from penstock.people.actions import deactivate_person
from penstock.processes.actions import (
    change_process,
    define_process_kind,
    hand_over_process,
    move_process,
    remove_process,
    restore_process,
    start_process,
    undo_process_change,
)
from penstock.processes.models import Process, ProcessSpan
from penstock.processes.queries import stages_at
from penstock.processes.ready import SHIPMENT
from tests.deals.gates.test_doors import TakenBack
from tests.world import build_world

pytestmark = pytest.mark.django_db


def shipment(world, **facts):
    """The kind of the ready one."""
    return define_process_kind("Shipment", SHIPMENT.stages, closing=SHIPMENT.closing, by=world.actor("owner"), **facts)


def stages_of(kind):
    """Its stages in order: to prepare, packed, on the way, delivered, dropped."""
    return list(ProcessStage.unscoped.filter(process_kind=kind).order_by("order"))


def fresh(process):
    """The process as it is in the database now."""
    return Process.unscoped.get(pk=process.pk)


def stays(process):
    """The stages in which it was, with the moments."""
    rows = ProcessSpan.unscoped.filter(process=process).order_by("position")
    return [(row.stage.name, row.from_at, row.to_at) for row in rows]


@pytest.fixture
def kind(world):
    """Shipments."""
    return shipment(world)


@pytest.fixture
def process(world, kind, rep):
    """A shipment of the rep's deal."""
    return start_process(world.deal(), kind, by=rep)


def test_it_begins_in_the_first_stage_and_is_called_as_its_deal(world, kind, process):
    assert (process.title, process.stage.name, process.status) == ("Big order", "To prepare", "open")
    event = Event.unscoped.order_by("position").last()
    assert event.kind == "process.started" and event.deal_id == process.deal_id
    assert event.data["process_stage_id"] == stages_of(kind)[0].pk


def test_only_deals_of_the_pipelines_chosen_may_have_it(world, rep, owner):
    other = define_process_kind("Elsewhere", SHIPMENT.stages, by=owner, pipelines=[])
    other.pipelines = [0]
    other.save()
    with pytest.raises(Refused, match="have no “Elsewhere”"):
        start_process(world.deal(), other, by=rep)


def test_it_goes_to_any_stage_of_its_kind_and_doing_it_twice_is_doing_it_once(world, kind, process, rep):
    *_before, way, done, _dropped = stages_of(kind)
    assert move_process(process, way, by=rep).kind == "process.moved"
    assert move_process(process, way, by=rep) is None
    move_process(process, done, by=rep)
    assert fresh(process).status == "done" and fresh(process).closed_at is not None
    assert fresh(process).next_on is None
    move_process(process, stages_of(kind)[0], by=rep)
    assert fresh(process).is_open and fresh(process).closed_at is None


def test_a_stage_of_another_kind_is_refused_and_so_is_a_move_that_somebody_else_made_first(world, kind, process, rep):
    other = define_process_kind("Specification", SHIPMENT.stages, by=world.actor("owner"))
    with pytest.raises(Refused, match="no stage of “Shipment”"):
        move_process(process, stages_of(other)[1], by=rep)
    with pytest.raises(Conflict, match="Somebody was faster"):
        move_process(process, stages_of(kind)[1], by=rep, seen_stage=stages_of(kind)[2].pk)


def test_the_day_that_comes_first_counts(world, kind, rep):
    deal, today = world.deal(), clock.day_of(clock.now(), world.workspace.zone)
    soon = start_process(deal, kind, by=rep, due_on=today - timedelta(days=1))
    assert soon.next_on == today - timedelta(days=1)
    late = Process.objects.of(rep).late(today)
    assert [row.pk for row in late] == [soon.pk]
    change_process(soon, by=rep, due_on=date(2099, 1, 1))
    assert fresh(soon).next_on == fresh(soon).stage_due_on and not late.all()


def test_stages_expect_working_days(world, kind, rep):
    friday = clock.now() - timedelta(days=30)
    friday -= timedelta(days=(friday.weekday() - 4) % 7)
    deal = world.deal()
    deal.opened_at = friday
    deal.save()
    begun = start_process(deal, kind, by=rep, at=friday)
    assert begun.stage_due_on == clock.day_of(friday, world.workspace.zone) + timedelta(days=4)


def test_who_may_change_the_deal_may_change_it_and_others_may_not(world, kind, process):
    second = stages_of(kind)[1]
    for role in ("viewer", "colleague", "stranger"):
        with pytest.raises(NotPermitted):
            move_process(process, second, by=world.actor(role))
    assert move_process(process, second, by=world.actor("manager"))


def test_whoever_is_responsible_and_may_read_it_moves_it_too(world, kind, rep, manager):
    deal = world.deal(owner="manager")
    process = start_process(deal, kind, by=manager)
    role = world.people["rep"].role
    role.read_scope = "all"
    role.save()
    with pytest.raises(NotPermitted, match="may read"):
        move_process(process, stages_of(kind)[1], by=world.actor("rep"))
    hand_over_process(process, world.people["rep"], by=manager)
    assert move_process(process, stages_of(kind)[1], by=world.actor("rep"))


def test_nobody_is_responsible_who_may_not_see_the_deal(world, process, rep):
    with pytest.raises(Refused, match="may not see this deal"):
        hand_over_process(process, world.people["colleague"], by=rep)
    assert hand_over_process(process, world.people["manager"], by=rep).data["responsible_id"]
    assert hand_over_process(process, world.people["manager"], by=rep) is None


def test_it_is_out_of_sight_with_its_deal_and_for_those_who_may_not_read_it(world, process, rep):
    assert not Process.objects.of(world.actor("colleague")).exists()
    assert not Process.objects.of(world.actor("stranger")).exists()
    assign_deal(process.deal, world.people["colleague"], by=world.actor("owner"))
    assert Process.objects.of(world.actor("colleague")).exists() and not Process.objects.of(rep).exists()
    remove_deal(process.deal, by=world.actor("owner"))
    assert not Process.objects.of(world.actor("owner")).exists()


def test_it_is_removed_and_brought_back(process, rep):
    assert remove_process(process, by=rep).kind == "process.removed"
    assert remove_process(process, by=rep) is None
    assert not Process.objects.of(rep).exists()
    assert restore_process(process, by=rep).kind == "process.restored"
    assert restore_process(process, by=rep) is None


def test_the_last_move_is_taken_back_and_its_stay_is_forgotten(kind, process, rep):
    first, second, third = stages_of(kind)[:3]
    before = stays(process)
    moved = move_process(process, second, by=rep)
    assert undo_process_change(process, moved.position, by=rep).kind == "process.undone"
    assert fresh(process).stage_id == first.pk and stays(process) == before
    assert undo_process_change(process, moved.position, by=rep) is None
    again = move_process(process, second, by=rep)
    move_process(process, third, by=rep)
    with pytest.raises(Refused, match="changed again since"):
        undo_process_change(process, again.position, by=rep)


def test_a_change_and_a_handing_over_are_taken_back(world, process, rep):
    changed = change_process(process, by=rep, title="To Berlin", note="Fragile")
    handed = hand_over_process(process, world.people["manager"], by=rep)
    for event in (handed, changed):
        undo_process_change(process, event.position, by=rep)
    row = fresh(process)
    assert (row.title, row.note, row.responsible_id) == ("Big order", "", None)


def test_what_somebody_who_leaves_was_responsible_for_goes_to_the_successor(world, kind, rep, owner):
    deal = world.deal()
    begun = [start_process(deal, kind, by=rep, responsible=world.people["manager"]) for _number in range(2)]
    move_process(begun[1], stages_of(kind)[3], by=rep)
    deactivate_person(world.people["manager"], by=owner, successor=world.people["rep"])
    assert [fresh(row).responsible_id for row in begun] == [world.people["rep"].pk, world.people["manager"].pk]
    handed = Event.unscoped.filter(kind="process.handed_over").get()
    assert handed.caused_by is not None and handed.data["responsible_id"] == world.people["rep"].pk


def test_a_title_is_wanted(process, rep):
    with pytest.raises(Refused, match="what the process is called"):
        change_process(process, by=rep, title="  ")


def test_where_each_was_on_any_past_day(world, kind, rep):
    deal, now = world.deal(), clock.now()
    deal.opened_at = now - timedelta(days=20)
    deal.save()
    first, second, third = stages_of(kind)[:3]
    process = start_process(deal, kind, by=rep, at=now - timedelta(days=10))
    move_process(process, second, by=rep, at=now - timedelta(days=5))
    move_process(process, third, by=rep)
    told = [stages_at(now - timedelta(days=days), kind, rep).get(process.pk) for days in (11, 7, 3)]
    assert told == [None, first.pk, second.pk]
    assert stages_at(clock.now(), kind, rep) == {process.pk: third.pk}
    with pytest.raises(Refused, match="later one"):
        move_process(process, second, by=rep, at=now - timedelta(days=6))


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=20, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_stays_have_no_gaps_and_are_drawn_anew_from_the_journal(data):
    """Random moves, undoings, removals of a few processes: one stay after the other, kept as they would be redrawn."""
    with TakenBack():
        world = build_world()
        rep, kind = world.actor("rep"), shipment(world)
        running = [start_process(world.deal(f"Deal {n}"), kind, by=rep) for n in range(2)]
        ways, moves = stages_of(kind), {row.pk: [] for row in running}
        for _step in range(data.draw(st.integers(1, 8), label="steps")):
            row = data.draw(st.sampled_from(running))
            _one_step(data, row, ways, moves[row.pk], rep)
        for row in running:
            _check_stays(row)
        for name in ("processes.spans", "processes.work"):
            before = PROJECTIONS[name].picture(rep)
            PROJECTIONS[name].rebuild(rep)
            assert PROJECTIONS[name].picture(rep) == before, name


def _one_step(data, row, ways, moves, by):
    what = data.draw(st.sampled_from(("move", "move", "undo", "remove")))
    gone = fresh(row).removed_at is not None
    if what == "remove" or gone:
        (restore_process if gone else remove_process)(row, by=by)
    elif what == "move":
        event = move_process(row, data.draw(st.sampled_from(ways)), by=by)
        moves += [event.position] if event else []
    elif moves:
        undo_process_change(row, moves.pop(), by=by)


def _check_stays(row):
    told, now = stays(row), fresh(row)
    assert told[0][1] == now.started_at and told[-1][0] == now.stage.name
    assert told[-1][1] == now.stage_entered_at and told[-1][2] is None
    for (_stage, start, end), (_next, begins, _ends) in pairwise(told):
        assert start <= end == begins
